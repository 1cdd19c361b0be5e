#include "message/FactTable.h"

#include "core/Sha256.h"
#include "message/ParticipantMail.h"

#include <algorithm>
#include <array>

namespace tallybridge {

namespace {

QString kindWords(ItemKind kind)
{
    return QString(itemKindName(kind)).replace(u'-', u' ');
}

QString nameAndId(const QString &name, const QString &id)
{
    if (name.isEmpty() || id.isEmpty())
        return name + id;
    return name + QLatin1String(" (id ") + id + u')';
}

/// True when the table already has a row of its own for this field.
bool hasOwnRow(const QString &name, const QString &value, const Item &item)
{
    const std::array<std::pair<QLatin1String, const QString *>, 9> shown{{
        {QLatin1String("ArchiveMessageID"), &item.sourceId},
        {QLatin1String("THREAD_ID"), &item.threadId},
        {QLatin1String("ThreadName"), &item.threadName},
        {QLatin1String("GroupID"), &item.groupId},
        {QLatin1String("GROUP_NAME"), &item.groupName},
        {QLatin1String("Network"), &item.network},
        {QLatin1String("MessageType"), &item.messageType},
        {QLatin1String("ArchiveSource"), &item.archiveSource},
        {QLatin1String("ArchiveInitiator"), &item.owner},
    }};
    const qsizetype prefix = QLatin1String("X-TELEMESSAGE-").size();
    return std::any_of(shown.begin(), shown.end(), [&](const auto &row) {
        return name.size() > prefix && QStringView(name).sliced(prefix).compare(row.first, Qt::CaseInsensitive) == 0 &&
               value == *row.second;
    });
}

QString sizeAndSum(qint64 size, const QByteArray &sha256)
{
    return QString::number(size) + QLatin1String(" bytes, SHA-256 ") + QString::fromLatin1(sha256.toHex());
}

} // namespace

QString revisionSentence(const Item &item)
{
    if (!item.revision)
        return {};
    QString sentence = item.kind == ItemKind::Edited ? QStringLiteral("Edited") : QStringLiteral("Deleted");
    if (item.revision->scope == Revision::Scope::ForAll)
        sentence += QLatin1String(" for everyone");
    if (item.revision->scope == Revision::Scope::ForMe)
        sentence += QLatin1String(" for me");
    if (!item.revision->aboutId.isEmpty())
        sentence += QLatin1String(": message ") + item.revision->aboutId;
    switch (item.revision->readState) {
    case Revision::ReadState::Read:
        return sentence + QLatin1String(" (read)");
    case Revision::ReadState::Unread:
        return sentence + QLatin1String(" (unread)");
    case Revision::ReadState::Unknown:
        return sentence + QLatin1String(" (not known whether read)");
    case Revision::ReadState::Unsaid:
        break;
    }
    return sentence;
}

std::vector<Fact> factsOf(const Item &item, const FactContext &context)
{
    std::vector<Fact> facts;
    const auto add = [&facts](const QString &label, const QString &value) {
        if (!value.isEmpty())
            facts.emplace_back(label, value);
    };
    for (const DroppedAttachment &dropped : context.dropped) {
        add(QLatin1String("Not attached, over the size limit of ") + QString::number(context.options.sizeLimit) + QLatin1String(" bytes"),
            dropped.fileName + QLatin1String(", ") + sizeAndSum(dropped.size, dropped.sha256));
    }
    if (context.originalIsNamedOnly) {
        add(QLatin1String("Original EML not attached, over the size limit"),
            sizeAndSum(context.options.original.size(), Sha256::of(context.options.original)));
    }
    add(QLatin1String("Kind"), kindWords(item.kind));
    for (const Participant &participant : item.participants)
        add(roleName(participant.role), participantLine(participant));
    add(QLatin1String("Group"), nameAndId(item.groupName, item.groupId));
    add(QLatin1String("Thread"), nameAndId(item.threadName, item.threadId));
    if (item.time.isValid() && !context.dateIsReplaced)
        add(QLatin1String("Time (UTC)"), item.time.toUTC().toString(Qt::ISODate));
    if (context.dateIsReplaced)
        add(QLatin1String("Date as delivered, not usable"), item.rawDate.isEmpty() ? QStringLiteral("(none)") : item.rawDate);
    add(QLatin1String("Delivery"), context.options.deliveryName);
    add(QLatin1String("Source id"), item.sourceId);
    add(QLatin1String("Message-ID of the original"), item.messageId);
    add(QLatin1String("Owner"), item.owner);
    add(QLatin1String("Capture source"), item.archiveSource);
    add(QLatin1String("Network"), item.network);
    add(QLatin1String("Message type"), item.messageType);
    if (item.revision)
        add(QLatin1String("About message"), item.revision->aboutId);
    if (item.journalWrapped)
        add(QLatin1String("Delivered as"), QStringLiteral("journal report; this is the message inside it"));
    add(QLatin1String("SHA-256 of the original EML"), QString::fromLatin1(item.emlSha256.toHex()));
    for (const auto &[name, value] : item.sourceHeaders) {
        if (!value.isEmpty() && !hasOwnRow(name, value, item))
            facts.emplace_back(name, value);
    }
    return facts;
}

} // namespace tallybridge
