#include "cli/ItemPresentation.h"

#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

QString roleName(Participant::Role role)
{
    switch (role) {
    case Participant::Role::From:
        return u"from"_s;
    case Participant::Role::To:
        return u"to"_s;
    case Participant::Role::Cc:
        return u"cc"_s;
    }
    return {};
}

} // namespace

QJsonObject jsonItem(const Item &item)
{
    QJsonArray participants;
    for (const Participant &participant : item.participants) {
        participants.append(QJsonObject{{u"role"_s, roleName(participant.role)},
                                        {u"name"_s, jsonText(participant.displayName)},
                                        {u"number"_s, jsonText(participant.number.digits())},
                                        {u"address"_s, jsonText(participant.address.text())}});
    }
    QJsonArray attachments;
    for (const Attachment &attachment : item.attachments) {
        attachments.append(QJsonObject{{u"name"_s, jsonText(attachment.fileName)},
                                       {u"type"_s, QString::fromLatin1(attachment.mimeType)},
                                       {u"size"_s, attachment.content.size()}});
    }
    return {
        {u"kind"_s, QString(itemKindName(item.kind))},
        {u"time"_s, jsonTime(item.time)},
        {u"source_id"_s, jsonText(item.sourceId)},
        {u"participants"_s, participants},
        {u"attachments"_s, attachments},
    };
}

QString participantText(const Participant &participant)
{
    QStringList parts;
    if (!participant.number.isNull() && !participant.displayName.contains(participant.number.digits()))
        parts << participant.number.digits();
    if (!participant.displayName.isEmpty())
        parts << participant.displayName;
    const QString address = participant.address.isNull() ? participant.rawAddress : participant.address.text();
    if (!address.isEmpty())
        parts << QString(u'<' + address + u'>');
    return parts.join(u' ');
}

} // namespace tallybridge
