#include "message/KindDetector.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tallybridge {

namespace {

using Word = std::pair<QLatin1String, ItemKind>;

// Our own definition: plausible words, compared in lower case without anything but letters. Words that only say "a
// message" are not among them, so that such an item is told by what it carries.
constexpr std::array words{
    Word{QLatin1String("chat"), ItemKind::Chat},
    Word{QLatin1String("text"), ItemKind::Chat},
    Word{QLatin1String("chatmessage"), ItemKind::Chat},
    Word{QLatin1String("textmessage"), ItemKind::Chat},
    Word{QLatin1String("sms"), ItemKind::Chat},
    Word{QLatin1String("groupchat"), ItemKind::GroupChat},
    Word{QLatin1String("groupmessage"), ItemKind::GroupChat},
    Word{QLatin1String("chatgroup"), ItemKind::GroupChat},
    Word{QLatin1String("call"), ItemKind::Call},
    Word{QLatin1String("voicecall"), ItemKind::Call},
    Word{QLatin1String("videocall"), ItemKind::Call},
    Word{QLatin1String("audiocall"), ItemKind::Call},
    Word{QLatin1String("missedcall"), ItemKind::Call},
    Word{QLatin1String("calllog"), ItemKind::Call},
    Word{QLatin1String("callrecord"), ItemKind::Call},
    Word{QLatin1String("callrecording"), ItemKind::Call},
    Word{QLatin1String("phonecall"), ItemKind::Call},
    Word{QLatin1String("voicenote"), ItemKind::VoiceNote},
    Word{QLatin1String("voicemessage"), ItemKind::VoiceNote},
    Word{QLatin1String("voice"), ItemKind::VoiceNote},
    Word{QLatin1String("voicemail"), ItemKind::VoiceNote},
    Word{QLatin1String("audio"), ItemKind::VoiceNote},
    Word{QLatin1String("audiomessage"), ItemKind::VoiceNote},
    Word{QLatin1String("ptt"), ItemKind::VoiceNote},
    Word{QLatin1String("image"), ItemKind::Image},
    Word{QLatin1String("imagemessage"), ItemKind::Image},
    Word{QLatin1String("photo"), ItemKind::Image},
    Word{QLatin1String("picture"), ItemKind::Image},
    Word{QLatin1String("sticker"), ItemKind::Image},
    Word{QLatin1String("gif"), ItemKind::Image},
    Word{QLatin1String("video"), ItemKind::Video},
    Word{QLatin1String("videomessage"), ItemKind::Video},
    Word{QLatin1String("videonote"), ItemKind::Video},
    Word{QLatin1String("file"), ItemKind::File},
    Word{QLatin1String("document"), ItemKind::File},
    Word{QLatin1String("documentmessage"), ItemKind::File},
    Word{QLatin1String("attachment"), ItemKind::File},
    Word{QLatin1String("location"), ItemKind::Location},
    Word{QLatin1String("livelocation"), ItemKind::Location},
    Word{QLatin1String("contact"), ItemKind::ContactCard},
    Word{QLatin1String("contactcard"), ItemKind::ContactCard},
    Word{QLatin1String("vcard"), ItemKind::ContactCard},
    Word{QLatin1String("deleted"), ItemKind::Deleted},
    Word{QLatin1String("delete"), ItemKind::Deleted},
    Word{QLatin1String("deletedmessage"), ItemKind::Deleted},
    Word{QLatin1String("revoked"), ItemKind::Deleted},
    Word{QLatin1String("recalled"), ItemKind::Deleted},
    Word{QLatin1String("edit"), ItemKind::Edited},
    Word{QLatin1String("edited"), ItemKind::Edited},
    Word{QLatin1String("editedmessage"), ItemKind::Edited},
    Word{QLatin1String("reaction"), ItemKind::Reaction},
    Word{QLatin1String("emojireaction"), ItemKind::Reaction},
    Word{QLatin1String("system"), ItemKind::System},
    Word{QLatin1String("systemmessage"), ItemKind::System},
    Word{QLatin1String("notification"), ItemKind::System},
    Word{QLatin1String("groupevent"), ItemKind::System},
    Word{QLatin1String("event"), ItemKind::System},
};

std::optional<ItemKind> kindNamed(const QString &name)
{
    QString letters;
    for (const QChar c : name) {
        if (c.isLetter())
            letters += c.toLower();
    }
    // "WhatsApp Voice Note" and "WHATSAPP_CALL" name the application first.
    for (const QLatin1String application :
         {QLatin1String("whatsapp"), QLatin1String("signal"), QLatin1String("telegram"), QLatin1String("wechat")}) {
        if (letters.startsWith(application) && letters.size() > application.size())
            letters.remove(0, application.size());
    }
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word &word) { return letters == word.first; });
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

ItemKind kindOfFile(const QByteArray &type)
{
    if (type.startsWith("image/"))
        return ItemKind::Image;
    if (type.startsWith("video/"))
        return ItemKind::Video;
    if (type.startsWith("audio/"))
        return ItemKind::VoiceNote;
    if (type == "text/vcard" || type == "text/x-vcard" || type == "text/directory")
        return ItemKind::ContactCard;
    if (type == "application/vnd.google-earth.kml+xml" || type == "application/geo+json")
        return ItemKind::Location;
    return ItemKind::File;
}

std::optional<ItemKind> kindOfFiles(const std::vector<QByteArray> &types)
{
    std::optional<ItemKind> kind;
    for (const QByteArray &type : types) {
        const ItemKind one = kindOfFile(type);
        kind = !kind || *kind == one ? one : ItemKind::File;
    }
    return kind;
}

} // namespace

ItemKind detectKind(const KindEvidence &evidence)
{
    // The prefix is documented, MessageType's values are not, so the prefix speaks first.
    if (evidence.subject.prefix == SubjectFacts::Prefix::Deleted)
        return ItemKind::Deleted;
    if (evidence.subject.prefix == SubjectFacts::Prefix::Edited)
        return ItemKind::Edited;
    const ItemKind chat = evidence.isGroup ? ItemKind::GroupChat : ItemKind::Chat;
    if (const auto kind = kindNamed(evidence.messageType))
        return *kind == ItemKind::Chat ? chat : *kind;
    if (const auto kind = kindOfFiles(evidence.fileTypes))
        return *kind;
    if (evidence.subject.isSentence()) {
        const auto kind = kindNamed(evidence.subject.what);
        return !kind || *kind == ItemKind::Chat ? chat : *kind;
    }
    return evidence.isSourced && evidence.hasText ? chat : ItemKind::Other;
}

} // namespace tallybridge
