#include "engine/SourceTraces.h"

#include "ledger/DeliveryTable.h"

#include <QSet>

#include <algorithm>

namespace tallybridge {

Result<qint64> deliveriesMissed(const DeliverySource &source, Ledger &ledger, qint64 connectorId)
{
    const auto known = DeliveryTable(ledger).ofConnector(connectorId);
    if (!known)
        return known.failure();
    return qint64(std::count_if(known->begin(), known->end(), [&](const DeliveryRecord &delivery) {
        return !source.hasChangedSource() || delivery.state != DeliveryState::Finished;
    }));
}

Result<void> addMovedDeliveries(const RunContext &context, Ledger &ledger, SourceListing &listing, const CancelToken &cancel)
{
    if (!context.source->hasChangedSource())
        return {};
    const auto known = DeliveryTable(ledger).ofConnector(context.connectorId);
    if (!known)
        return known.failure();
    QSet<QString> listed(listing.growing.begin(), listing.growing.end());
    for (const SourceDelivery &delivery : listing.deliveries)
        listed.insert(delivery.name.name);
    QSet<QString> wanted;
    for (const DeliveryRecord &delivery : *known) {
        const bool finished = delivery.state == DeliveryState::Finished && context.run.kind == RunKind::Resync;
        const bool unfinished = delivery.state == DeliveryState::Open || delivery.state == DeliveryState::Accepted;
        if ((finished || unfinished) && context.isAsked(delivery.date) && !listed.contains(delivery.name))
            wanted.insert(delivery.name);
    }
    if (wanted.isEmpty())
        return {};
    auto moved = context.source->listMoved(cancel);
    if (!moved)
        return moved.failure();
    for (SourceDelivery &delivery : *moved) {
        if (wanted.contains(delivery.name.name))
            listing.deliveries.push_back(std::move(delivery));
    }
    std::sort(listing.deliveries.begin(), listing.deliveries.end(),
              [](const SourceDelivery &a, const SourceDelivery &b) { return a.name < b.name; });
    return {};
}

} // namespace tallybridge
