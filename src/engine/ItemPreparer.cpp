#include "engine/ItemPreparer.h"

#include "message/EmlReader.h"
#include "message/MailDate.h"
#include "message/MessageComposer.h"

#include <algorithm>
#include <limits>

namespace tallybridge {

namespace {

QString firstParticipant(const Item &item)
{
    if (!item.owner.isEmpty())
        return item.owner;
    for (const Participant &participant : item.participants) {
        if (!participant.number.isNull())
            return participant.number.digits();
        if (!participant.address.isNull())
            return participant.address.text();
    }
    return {};
}

bool hasMailbox(const std::vector<Recipient> &recipients)
{
    return std::any_of(recipients.begin(), recipients.end(), [](const Recipient &recipient) { return !recipient.failure; });
}

// What the delivery knows of a time when the item has none.
QDateTime timeOf(const ItemOrigin &origin)
{
    return origin.deliveryDate.isValid() ? origin.deliveryDate.startOfDay(Qt::UTC) : QDateTime();
}

} // namespace

ItemPreparer::ItemPreparer(const ConnectorType &type, const ConnectorSettings &settings, qint64 connectorId,
                           std::shared_ptr<const RecipientResolver> resolver, QDateTime now)
    : m_type(type), m_settings(settings), m_connectorId(connectorId), m_resolver(std::move(resolver)), m_now(std::move(now))
{
}

PreparedItem ItemPreparer::failed(const RawItem &raw, FailureReason reason, const QString &detail) const
{
    PreparedItem prepared;
    prepared.failureDetail = detail;
    prepared.origin = raw.origin;
    prepared.knownItemId = raw.knownItemId;
    prepared.emlBytes = raw.eml.size();
    prepared.ticket = raw.ticket;
    prepared.recipients = {Recipient{{}, {}, reason}};
    prepared.record.firstEntries = 1;
    ItemRecord &record = prepared.record;
    record.connectorId = m_connectorId;
    record.deliveryId = raw.origin.deliveryId;
    record.entryName = raw.origin.entry;
    record.entryIndex = raw.origin.entryIndex;
    if (raw.state == RawItem::State::Whole) {
        const EmlIdentity identity = readEmlIdentity(raw.eml);
        record.key = identity.key;
        record.sourceId = identity.sourceId;
        record.emlSha256 = identity.emlSha256;
    } else {
        // There are no bytes to tell it by; its place in its delivery does.
        record.key = ItemKey::of({},
                                 QLatin1String("missing:") + raw.origin.delivery + QLatin1Char(':') +
                                     QString::number(raw.origin.entryIndex) + QLatin1Char(':') + raw.origin.entry,
                                 {});
    }
    return prepared;
}

Result<ItemPreparer::Prepared> ItemPreparer::prepare(RawItem raw) const
{
    switch (raw.state) {
    case RawItem::State::Unavailable: {
        PreparedItem prepared;
        prepared.origin = raw.origin;
        prepared.knownItemId = raw.knownItemId;
        prepared.unavailable = raw.unavailability;
        prepared.found = std::move(raw.found);
        prepared.ticket = raw.ticket;
        return Prepared(std::move(prepared));
    }
    case RawItem::State::Missing:
        return Prepared(failed(raw, FailureReason::MissingFromDelivery, {}));
    case RawItem::State::Damaged:
        return Prepared(failed(raw, FailureReason::MalformedMessage, raw.damage));
    case RawItem::State::Whole:
        break;
    }

    auto item = readEml(raw.eml);
    if (!item) {
        const bool encrypted = item.failure().code == FailureCode::MessageEncrypted;
        return Prepared(encrypted ? failed(raw, FailureReason::EncryptedItem, {})
                                  : failed(raw, FailureReason::MalformedMessage, QString(failureCodeName(item.failure().code))));
    }
    const bool isAboutAnother = item->revision && !item->revision->aboutId.trimmed().isEmpty();
    if (raw.mayPostpone && isAboutAnother)
        return Prepared(Postponed{raw.origin, raw.knownItemId, item->key, item->sourceId, item->revision->aboutId, 0});

    const ItemOrigin &named = raw.firstSeen ? *raw.firstSeen : raw.origin;
    // Whether a date is absurd must not depend on the day a mail is made again.
    const QDateTime now = named.deliverySeen.isValid() ? named.deliverySeen : m_now;
    const QDateTime day = isAbsurdDate(item->time, now) ? timeOf(named) : item->time;
    auto recipients = m_resolver->resolve(*item, day.date());
    if (!recipients)
        return recipients.failure();

    PreparedItem prepared;
    prepared.origin = raw.origin;
    prepared.knownItemId = raw.knownItemId;
    prepared.emlBytes = raw.eml.size();
    prepared.recipients = std::move(recipients->copies);
    prepared.ownerOfUnknownForm = recipients->ownerOfUnknownForm;
    prepared.ticket = raw.ticket;
    prepared.namedDeliveryId = named.deliveryId;
    if (isAboutAnother)
        prepared.aboutId = item->revision->aboutId;
    prepared.record = ItemRecord{0,
                                 m_connectorId,
                                 item->key,
                                 item->sourceId,
                                 item->emlSha256,
                                 raw.origin.deliveryId,
                                 raw.origin.entry,
                                 raw.origin.entryIndex,
                                 item->kind,
                                 item->time,
                                 qint64(prepared.recipients.size())};
    if (!hasMailbox(prepared.recipients) && raw.repair == RawItem::Repair::None)
        return Prepared(std::move(prepared));

    ComposeOptions options;
    options.typeName = m_type.appName;
    options.deliveryName = named.delivery;
    options.deliveryTime = timeOf(named);
    options.now = now;
    options.sizeLimit = m_settings.sizeLimit;
    options.inReplyTo = raw.inReplyTo;
    options.attachOriginal = m_settings.attachOriginal;
    if (options.attachOriginal)
        options.original = raw.eml;
    auto message = composeMessage(*item, options);
    if (raw.repair == RawItem::Repair::WholeMail && (!message || message->isPartial())) {
        options.sizeLimit = std::numeric_limits<qint64>::max();
        message = composeMessage(*item, options);
    }
    if (message) {
        prepared.message = std::make_shared<const ComposedMessage>(std::move(*message));
        if (isAboutAnother)
            prepared.inReplyTo = raw.inReplyTo;
    } else {
        // The item cannot be imported for anybody, whoever it is mapped to.
        prepared.recipients = {Recipient{{}, firstParticipant(*item), FailureReason::ItemTooLarge}};
        prepared.record.firstEntries = 1;
    }
    return Prepared(std::move(prepared));
}

} // namespace tallybridge
