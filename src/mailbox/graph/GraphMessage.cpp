#include "mailbox/graph/GraphMessage.h"

#include "mailbox/graph/GraphFacts.h"
#include "mailbox/graph/GraphNames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tallybridge::graph {

namespace {

constexpr qsizetype mostHeaders = 5;
constexpr qsizetype longestHeader = 995;
constexpr qsizetype longestName = 255;

QJsonObject recipient(const MailContact &contact)
{
    return {{QLatin1String("emailAddress"), QJsonObject{{QLatin1String("name"), contact.name.simplified().left(longestName)},
                                                        {QLatin1String("address"), sentAddress(contact.address)}}}};
}

QJsonArray recipients(std::span<const MailContact> contacts)
{
    QJsonArray array;
    for (const MailContact &contact : contacts)
        array.append(recipient(contact));
    return array;
}

class Properties
{
public:
    void add(QLatin1String id, const QString &value)
    {
        m_array.append(QJsonObject{{QLatin1String("id"), id}, {QLatin1String("value"), value}});
    }
    const QJsonArray &array() const { return m_array; }

private:
    QJsonArray m_array;
};

bool isPrintableAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 32 && c.unicode() < 127; });
}

/// Graph takes five fields at most, and only while the mail is made: those that identify the item come first.
QJsonArray headers(const ComposedMessage &message)
{
    QJsonArray array;
    const auto add = [&array](QLatin1String name, const QString &value) {
        if (array.size() < mostHeaders && !value.isEmpty() && value.size() <= longestHeader && isPrintableAscii(value))
            array.append(QJsonObject{{QLatin1String("name"), name}, {QLatin1String("value"), value}});
    };
    const MailContent &content = message.content;
    add(QLatin1String("X-TELEMESSAGE-ArchiveMessageID"), content.sourceId);
    add(QLatin1String("X-Tallybridge-EML-SHA256"), QString::fromLatin1(content.emlSha256.toHex()));
    add(QLatin1String("X-Tallybridge-Item-Key"), message.key.hex());
    add(QLatin1String("X-Tallybridge-Item-Kind"), content.kind);
    if (message.isPartial())
        add(QLatin1String("X-Tallybridge-Outcome"), QStringLiteral("partial"));
    return array;
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"));
}

QJsonArray properties(const ComposedMessage &message, const QString &messageClass, QLatin1String state)
{
    const MailContent &content = message.content;
    Properties properties;
    properties.add(flagsProperty, QStringLiteral("1")); // read, and neither unsent nor submitted
    properties.add(deliveryTimeProperty, timeText(message.date));
    properties.add(submitTimeProperty, timeText(message.date));
    properties.add(messageClassProperty, messageClass);
    properties.add(headersProperty, QString::fromLatin1(message.bytes.left(content.headerSize)));
    properties.add(topicProperty, content.threadTopic.simplified().left(longestName));
    properties.add(indexProperty, QString::fromLatin1(content.threadIndex));
    properties.add(referencesProperty, QString::fromLatin1(content.references));
    if (!content.inReplyTo.isEmpty())
        properties.add(inReplyToProperty, QString::fromLatin1('<' + content.inReplyTo + '>'));
    properties.add(keyProperty, message.key.hex());
    properties.add(stateProperty, state);
    properties.add(factsProperty, Facts::of(message).text());
    return properties.array();
}

QJsonObject mail(const ComposedMessage &message, bool htmlIsFile)
{
    const MailContent &content = message.content;
    const QString html = htmlIsFile ? QStringLiteral("<p>The text of this item is too long for this place. It is attached as "
                                                     "<b>message-text.html</b>.</p>")
                                    : QString::fromUtf8(content.html);
    // Graph knows one author only: the others stand first among the receivers.
    const std::span<const MailContact> from(content.from);
    QJsonArray to = recipients(from.subspan(std::min<size_t>(1, from.size())));
    for (const auto &entry : recipients(content.to))
        to.append(entry);
    QJsonObject json{
        {QLatin1String("subject"), sentSubject(content.subject)},
        {QLatin1String("body"), QJsonObject{{QLatin1String("contentType"), QLatin1String("html")}, {QLatin1String("content"), html}}},
        {QLatin1String("toRecipients"), to},
        {QLatin1String("ccRecipients"), recipients(content.cc)},
        {QLatin1String("internetMessageId"), QString(QLatin1Char('<') + message.key.messageId() + QLatin1Char('>'))},
        {QLatin1String("internetMessageHeaders"), headers(message)},
        {QLatin1String("isRead"), true}};
    if (!from.empty()) {
        json.insert(QLatin1String("from"), recipient(from.front()));
        json.insert(QLatin1String("sender"), recipient(from.front()));
    }
    return json;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray fileJson(const File &file)
{
    QJsonObject json{{QLatin1String("@odata.type"), QLatin1String("#microsoft.graph.fileAttachment")},
                     {QLatin1String("name"), file.name()},
                     {QLatin1String("contentType"), QString::fromLatin1(file.type())},
                     {QLatin1String("isInline"), false}};
    if (!file.contentId().isEmpty())
        json.insert(QLatin1String("contentId"), QString::fromLatin1(file.contentId()));
    // Base64 needs no escapes: large files do not go through a JSON value.
    QByteArray text = compact(json);
    text.chop(1);
    return text + ",\"contentBytes\":\"" + file.base64() + "\"}";
}

Draftless createCall(const std::shared_ptr<const ComposedMessage> &message, const QString &messageClass)
{
    const bool htmlIsFile = textIsFile(message->content);
    std::vector<File> files;
    if (htmlIsFile)
        files.emplace_back(QStringLiteral("message-text.html"), "text/html", message->content.html);
    for (const MailFilePart &part : message->content.files)
        files.emplace_back(message, part);

    QJsonObject json = mail(*message, htmlIsFile);
    constexpr qint64 roomPerFile = 4096; // name, type, content id
    qint64 size = compact(json).size() + 2 * message->content.headerSize + 64 * 1024;
    Draftless call;
    std::vector<File> inlined;
    for (File &file : files) {
        const qint64 needed = file.size() / 3 * 4 + roomPerFile;
        if (size + needed <= mostRequestBytes) {
            size += needed;
            inlined.push_back(std::move(file));
        } else {
            call.files.push_back(std::move(file));
        }
    }
    call.inlineFiles = inlined.size();
    json.insert(QLatin1String("singleValueExtendedProperties"),
                properties(*message, messageClass, call.files.empty() ? doneState : pendingState));
    call.body = compact(json);
    if (inlined.empty())
        return call;
    call.body.reserve(size);
    call.body.chop(1);
    call.body += ",\"attachments\":[";
    for (size_t i = 0; i < inlined.size(); ++i)
        call.body += (i == 0 ? QByteArray() : QByteArray(",")) + fileJson(inlined[i]);
    call.body += "]}";
    return call;
}

} // namespace tallybridge::graph
