#include "message/EmlReader.h"

#include "core/Sha256.h"
#include "message/BodyGrammar.h"
#include "message/HeaderText.h"
#include "message/JournalUnwrapper.h"
#include "message/KindDetector.h"
#include "message/MailBody.h"
#include "message/MailDate.h"
#include "message/ParticipantReader.h"
#include "message/SubjectGrammar.h"

#include <QSet>

namespace tallybridge {

namespace {

QString sourceValue(const HeaderBlock &header, QByteArrayView name)
{
    QByteArray fullName("X-TELEMESSAGE-");
    fullName += name;
    return headerText(header.value(fullName));
}

void readSourceFields(const HeaderBlock &header, Item &item)
{
    item.sourceId = sourceValue(header, "ArchiveMessageID");
    item.threadId = sourceValue(header, "THREAD_ID");
    item.threadName = sourceValue(header, "ThreadName");
    item.groupId = sourceValue(header, "GroupID");
    item.groupName = sourceValue(header, "GROUP_NAME");
    item.network = sourceValue(header, "Network");
    item.messageType = sourceValue(header, "MessageType");
    item.archiveSource = sourceValue(header, "ArchiveSource");
    item.owner = sourceValue(header, "ArchiveInitiator");
    for (const HeaderField &field : header.fields) {
        if (isSourceField(field.name))
            item.sourceHeaders.emplace_back(QString::fromLatin1(field.name), headerText(field.value));
    }
}

QString messageIdOf(const HeaderBlock &header)
{
    return idWithoutBrackets(headerText(header.value("Message-ID")));
}

qsizetype distinctParticipants(const std::vector<Participant> &participants)
{
    QSet<QString> distinct;
    for (const Participant &participant : participants)
        distinct.insert(participant.number.isNull() ? participant.rawAddress.toLower() + u'\n' + participant.displayName
                                                    : participant.number.digits());
    return distinct.size();
}

/// True when the subject's receiver is one of the people the item names, not a group.
bool isParticipant(const QString &receiver, const std::vector<Participant> &participants)
{
    return std::any_of(participants.begin(), participants.end(),
                       [&](const Participant &participant) { return participant.displayName.contains(receiver, Qt::CaseInsensitive); });
}

bool isEncrypted(const HeaderBlock &header)
{
    return header.has("X-TELEMESSAGE-ENC-DATAKEY") || header.has("X-TELEMESSAGE-ENC-KEY-ID");
}

void readKind(const SubjectFacts &subject, const MailBody &body, Item &item)
{
    const bool twoPeople = distinctParticipants(item.participants) <= 2;
    if (item.groupName.isEmpty() && !(twoPeople && item.groupId.isEmpty() && isParticipant(subject.group, item.participants)))
        item.groupName = subject.group;
    KindEvidence evidence{.messageType = item.messageType,
                          .subject = subject,
                          .fileTypes = body.fileTypes,
                          .hasText = !item.text.trimmed().isEmpty(),
                          .isSourced = !item.sourceHeaders.empty(),
                          .isGroup = !twoPeople || !item.groupId.isEmpty() || !item.groupName.isEmpty()};
    item.kind = detectKind(evidence);
    if (item.kind == ItemKind::Deleted || item.kind == ItemKind::Edited)
        item.revision = Revision{subject.scope, subject.readState, aboutIdIn(item.text)};
}

QByteArray sha256(const QByteArray &bytes)
{
    return Sha256::of(bytes);
}

/// Line ends of old Macs would make one endless header line.
QByteArray withLineEnds(const QByteArray &eml)
{
    if (eml.contains('\n') || !eml.contains('\r'))
        return eml;
    QByteArray lines = eml;
    return lines.replace('\r', '\n');
}

bool isBlank(const QByteArray &eml)
{
    return std::all_of(eml.begin(), eml.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
}

} // namespace

Result<Item> readEml(const QByteArray &eml, const EmlLimits &limits)
{
    if (isBlank(eml))
        return Failure{FailureCode::MessageEmpty, {}, {}, false};
    const QByteArray lines = withLineEnds(eml);
    if (readHeaderBlock(lines).fields.empty())
        return Failure{FailureCode::MessageNotMail, {}, {}, false};
    const auto message = countedMessage(lines, limits);
    if (!message)
        return message.failure();
    const HeaderBlock &header = message->header;
    if (isEncrypted(header))
        return Failure{FailureCode::MessageEncrypted, {}, {}, false};

    Item item;
    item.emlSha256 = sha256(eml);
    item.journalWrapped = message->journalWrapped;
    readSourceFields(header, item);
    item.messageId = messageIdOf(header);
    item.key = ItemKey::of(item.sourceId, item.messageId, item.emlSha256);
    item.participants = readParticipants(header);
    item.subject = headerText(header.value("Subject"));
    item.rawDate = headerText(header.value("Date"));
    item.time = readMailDate(item.rawDate);
    MailBody body = readBody(message->parts.leaves);
    item.text = std::move(body.text);
    item.html = std::move(body.html);
    item.attachments = std::move(body.attachments);
    readKind(readSubject(item.subject), body, item);
    return item;
}

EmlIdentity readEmlIdentity(const QByteArray &eml)
{
    EmlIdentity identity;
    identity.emlSha256 = sha256(eml);
    const QByteArray lines = withLineEnds(eml);
    HeaderBlock header = readHeaderBlock(lines);
    if (!header.hasSourceFields()) {
        if (auto message = countedMessage(lines, {}))
            header = std::move(message->header);
    }
    identity.sourceId = sourceValue(header, "ArchiveMessageID");
    identity.messageId = messageIdOf(header);
    identity.key = ItemKey::of(identity.sourceId, identity.messageId, identity.emlSha256);
    return identity;
}

} // namespace tallybridge
