#include "message/MessageComposer.h"

#include "core/Sha256.h"
#include "message/AttachmentBudget.h"
#include "message/FactTable.h"
#include "message/HeaderWriter.h"
#include "message/HtmlText.h"
#include "message/MailDate.h"
#include "message/MailPartText.h"
#include "message/MimePartWriter.h"
#include "message/ParticipantMail.h"
#include "message/SafeFileName.h"
#include "message/ThreadHeaders.h"

#include <algorithm>

namespace tallybridge {

namespace {

/// Largest value and sum of values of X-TELEMESSAGE-* fields that are carried over as fields; the table of facts has
/// them all.
constexpr qsizetype maxCarriedValue = 4 * 1024;
constexpr qsizetype maxCarriedValues = 32 * 1024;

/// A file of the mail: one of the item's or one made from it.
struct MailFile {
    QString name;
    QByteArray type;
    QByteArray contentId;
    QByteArray content;
};

QByteArray sha256(const QByteArray &bytes)
{
    return Sha256::of(bytes);
}

/// The item's HTML says more than its text when its words differ or when it is more than words.
bool htmlSaysMore(const Item &item)
{
    return !item.html.isEmpty() && (!isPlainHtml(item.html) || wordsOfHtml(item.html).simplified() != item.text.simplified());
}

std::vector<MailFile> filesOf(const Item &item)
{
    std::vector<MailFile> files;
    files.reserve(item.attachments.size() + 1);
    if (htmlSaysMore(item))
        files.push_back({QStringLiteral("message.html"), "text/html", {}, item.html.toUtf8()});
    for (const Attachment &attachment : item.attachments)
        files.push_back(
            {safeFileName(attachment.fileName, attachment.mimeType), attachment.mimeType, attachment.contentId, attachment.content});
    return files;
}

/// Only octets that a Message-ID may have, without brackets (RFC 5322 3.6.4).
QByteArray safeMessageId(const QString &id)
{
    constexpr qsizetype longest = 900;
    QByteArray safe;
    for (const char c : id.toLatin1()) {
        if (c > ' ' && c < 127 && c != '<' && c != '>')
            safe += c;
    }
    return safe.size() <= longest ? safe : QByteArray();
}

QString partyOf(const Item &item, bool sender)
{
    QStringList names;
    for (const Participant &participant : item.participants) {
        if ((participant.role == Participant::Role::From) == sender)
            names.append(participant.number.isNull() ? shownName(participant) : participant.number.digits());
    }
    constexpr qsizetype mostNames = 3;
    if (names.size() > mostNames)
        names = names.mid(0, mostNames) + QStringList{QString(QChar(u'\x2026'))};
    return names.isEmpty() ? QStringLiteral("unknown") : names.join(QLatin1String(", "));
}

QString subjectOf(const Item &item, const QString &typeName)
{
    if (!item.subject.trimmed().isEmpty())
        return item.subject;
    const QString kind = QString(itemKindName(item.kind)).replace(u'-', u' ');
    const QString receiver = item.groupName.isEmpty() ? partyOf(item, false) : item.groupName;
    return (typeName.isEmpty() ? QString() : typeName + u' ') + kind + QLatin1String(" from ") + partyOf(item, true) +
           QLatin1String(" to ") + receiver;
}

bool isSourceFieldName(const QString &name)
{
    constexpr qsizetype longestName = 200;
    return name.size() <= longestName && name.startsWith(QLatin1String("X-TELEMESSAGE-"), Qt::CaseInsensitive) &&
           std::all_of(name.begin(), name.end(), [](QChar c) { return c > u' ' && c < u'\x7F' && c != u':'; });
}

class Composer
{
public:
    Composer(const Item &item, const ComposeOptions &options) : m_item(item), m_options(options), m_files(filesOf(item)) {}

    Result<ComposedMessage> compose()
    {
        const qint64 textSize = m_item.text.toUtf8().size();
        if (textSize > m_options.sizeLimit)
            return Failure{FailureCode::MessageTextTooLarge, {QString::number(textSize), QString::number(m_options.sizeLimit)}, {}, false};
        m_message.key = m_item.key;
        chooseDate();
        dropWhatIsTooLarge(textSize);
        writeHeader();
        writeBody();
        m_message.bytes = std::move(m_mail);
        m_message.sha256 = sha256(m_message.bytes);
        return std::move(m_message);
    }

private:
    void chooseDate()
    {
        m_dateIsReplaced = isAbsurdDate(m_item.time, m_options.now);
        m_message.date = m_dateIsReplaced ? m_options.deliveryTime.toUTC() : m_item.time.toUTC();
        if (!m_message.date.isValid())
            m_message.date = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    }

    void dropWhatIsTooLarge(qint64 textSize)
    {
        std::vector<qint64> sizes;
        for (const MailFile &file : m_files)
            sizes.push_back(file.content.size());
        const std::vector<bool> stays = filesThatFit(sizes, textSize, m_options.sizeLimit);
        std::vector<MailFile> kept;
        qint64 total = textSize;
        for (size_t i = 0; i < m_files.size(); ++i) {
            if (stays[i]) {
                total += sizes[i];
                kept.push_back(std::move(m_files[i]));
            } else {
                m_message.dropped.push_back({m_files[i].name, sizes[i], sha256(m_files[i].content)});
            }
        }
        m_files = std::move(kept);
        if (m_item.participants.size() > maxHeaderParticipants) {
            m_files.push_back(
                {QStringLiteral("participants.csv"), "text/csv", {}, participantsCsv(m_item.participants, maxHeaderParticipants)});
        }
        if (m_options.attachOriginal) {
            m_message.originalLeftOut = total + m_options.original.size() > m_options.sizeLimit;
            if (!m_message.originalLeftOut)
                m_files.push_back({QStringLiteral("original.eml"), "message/rfc822", {}, m_options.original});
        }
    }

    void writeHeader()
    {
        HeaderWriter header;
        header.addTokens("Date", mailDate(m_message.date));
        writeParticipants(header);
        MailContent &content = m_message.content;
        content.subject = subjectOf(m_item, m_options.typeName);
        content.sourceId = m_item.sourceId;
        content.emlSha256 = m_item.emlSha256;
        content.kind = itemKindName(m_item.kind);
        header.addText("Subject", content.subject);
        header.addTokens("Message-ID", '<' + m_item.key.messageId().toLatin1() + '>');
        const ThreadHeaders thread = threadHeaders(m_item, m_options.typeName);
        const QByteArray inReplyTo = safeMessageId(m_options.inReplyTo);
        QByteArray references = '<' + thread.reference + '>';
        if (!inReplyTo.isEmpty()) {
            header.addTokens("In-Reply-To", '<' + inReplyTo + '>');
            references += " <" + inReplyTo + '>';
        }
        content.inReplyTo = inReplyTo;
        content.references = references;
        content.threadTopic = thread.topic;
        content.threadIndex = thread.index;
        header.addTokens("References", references);
        header.addText("Thread-Topic", thread.topic);
        header.addTokens("Thread-Index", thread.index);
        writeSourceFields(header);
        header.addText("X-Tallybridge-Item-Kind", itemKindName(m_item.kind));
        header.addTokens("X-Tallybridge-Item-Key", m_item.key.raw().toHex());
        header.addTokens("X-Tallybridge-EML-SHA256", m_item.emlSha256.toHex());
        if (!m_item.sourceId.isEmpty())
            header.addText("X-Tallybridge-Source-Id", m_item.sourceId);
        if (!m_options.deliveryName.isEmpty())
            header.addText("X-Tallybridge-Delivery", m_options.deliveryName);
        if (m_message.isPartial())
            header.addTokens("X-Tallybridge-Outcome", "partial");
        header.addTokens("MIME-Version", "1.0");
        m_mail = header.bytes();
        content.headerSize = m_mail.size();
    }

    void writeParticipants(HeaderWriter &header)
    {
        MailContent &content = m_message.content;
        const size_t count = std::min(m_item.participants.size(), maxHeaderParticipants);
        for (size_t i = 0; i < count; ++i) {
            const Participant &participant = m_item.participants[i];
            std::vector<MailContact> &list = participant.role == Participant::Role::From ? content.from
                                             : participant.role == Participant::Role::To ? content.to
                                                                                         : content.cc;
            list.push_back({shownName(participant), mailAddressOf(participant)});
        }
        // RFC 5322 3.6.2: a mail has a From, and with several authors a Sender.
        if (content.from.empty())
            content.from.push_back({QStringLiteral("Unknown sender"), "unknown@whatsapp.invalid"});
        const QByteArrayList from = mailboxes(content.from);
        header.addMailboxes("From", from);
        if (from.size() > 1)
            header.addMailboxes("Sender", from.mid(0, 1));
        if (!content.to.empty())
            header.addMailboxes("To", mailboxes(content.to));
        if (!content.cc.empty())
            header.addMailboxes("Cc", mailboxes(content.cc));
    }

    static QByteArrayList mailboxes(const std::vector<MailContact> &contacts)
    {
        QByteArrayList list;
        for (const MailContact &contact : contacts)
            list.append(HeaderWriter::mailbox(contact.name, contact.address));
        return list;
    }

    void writeSourceFields(HeaderWriter &header) const
    {
        qsizetype carried = 0;
        bool hasId = false;
        for (const auto &[name, value] : m_item.sourceHeaders) {
            if (!isSourceFieldName(name))
                continue;
            const bool isId = name.compare(QLatin1String("X-TELEMESSAGE-ArchiveMessageID"), Qt::CaseInsensitive) == 0;
            const bool isFirstId = isId && !hasId;
            if (!isFirstId && (value.size() > maxCarriedValue || carried + value.size() > maxCarriedValues))
                continue;
            hasId = hasId || isId;
            carried += value.size();
            header.addText(name.toLatin1(), value);
        }
        if (!hasId && !m_item.sourceId.isEmpty())
            header.addText("X-TELEMESSAGE-ArchiveMessageID", m_item.sourceId);
    }

    void writeBody()
    {
        const QByteArray hex = m_item.key.raw().toHex();
        const QByteArray mixed = MimePartWriter::boundary(hex, "mixed");
        qsizetype room = m_mail.size() + 8 * m_item.text.size() + 8192;
        for (const MailFile &file : m_files)
            room += file.content.size() / 57 * 78 + 1024;
        m_mail.reserve(room);
        if (m_files.empty())
            return writeAlternatives(MimePartWriter::boundary(hex, "alternative"));
        m_mail += "Content-Type: multipart/mixed;\r\n boundary=\"" + mixed + "\"\r\n\r\n--" + mixed + "\r\n";
        writeAlternatives(MimePartWriter::boundary(hex, "alternative"));
        for (const MailFile &file : m_files) {
            m_mail += "--" + mixed + "\r\n";
            const qsizetype at = MimePartWriter::appendFile(m_mail, file.type, file.name, file.contentId, file.content);
            m_message.content.files.push_back(
                {file.name, MimePartWriter::writableType(file.type), file.contentId, file.content.size(), at, m_mail.size() - at});
        }
        m_mail += "--" + mixed + "--\r\n";
    }

    void writeAlternatives(const QByteArray &boundary)
    {
        const FactContext context{m_options, m_message.dropped, m_dateIsReplaced, m_message.originalLeftOut};
        const std::vector<Fact> facts = factsOf(m_item, context);
        const QString firstLine = revisionSentence(m_item);
        m_mail += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n";
        MimePartWriter::appendText(m_mail, "text/plain", plainBody(firstLine, m_item.text, facts));
        // The line end before a boundary belongs to the boundary (RFC 2046 5.1.1).
        m_mail += "\r\n--" + boundary + "\r\n";
        m_message.content.html = htmlBody(firstLine, m_item.text, facts);
        MimePartWriter::appendText(m_mail, "text/html", m_message.content.html);
        m_mail += "\r\n--" + boundary + "--\r\n";
    }

    const Item &m_item;
    const ComposeOptions &m_options;
    std::vector<MailFile> m_files;
    ComposedMessage m_message;
    QByteArray m_mail;
    bool m_dateIsReplaced = false;
};

} // namespace

Result<ComposedMessage> composeMessage(const Item &item, const ComposeOptions &options)
{
    return Composer(item, options).compose();
}

} // namespace tallybridge
