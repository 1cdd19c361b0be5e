#include "engine/DeliveryAftercare.h"

#include "core/Sha256.h"
#include "delivery/DeliveryReader.h"
#include "ledger/DeliveryTable.h"

#include <QSet>

#include <algorithm>

namespace tallybridge {

namespace {

constexpr size_t mostProblems = 50;

bool isGone(const Failure &failure)
{
    return failure.code == FailureCode::FileNotFound || failure.code == FailureCode::DeliveryChanged;
}

} // namespace

bool DeliveryAftercare::isHeld(const Unsettled &item) const
{
    return !item.emlSha256.isEmpty() && m_context.held->contains(item.emlSha256);
}

bool DeliveryAftercare::isDamaged(const Unsettled &item) const
{
    const auto eml = m_context.held->read(item.emlSha256);
    return !eml && eml.failure().code == FailureCode::SealedFileDamaged;
}

Result<void> DeliveryAftercare::hold(const SourceDelivery &delivery, qint64 deliveryId, const CancelToken &cancel)
{
    if (!m_context.held)
        return {};
    auto unsettled = m_originals.unsettledOf(deliveryId);
    if (!unsettled)
        return unsettled.failure();
    return holdItems(delivery.name.name, *unsettled, cancel);
}

Result<void> DeliveryAftercare::holdItems(const QString &deliveryName, const std::vector<Unsettled> &items, const CancelToken &cancel)
{
    std::optional<DeliveryReader> reader;
    for (const Unsettled &item : items) {
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        const bool held = isHeld(item);
        if (item.emlSha256.isEmpty() || (held && !isDamaged(item)))
            continue;
        if (!reader) {
            auto bytes = m_context.source->open(deliveryName, cancel);
            if (!bytes)
                return bytes.failure();
            auto opened = DeliveryReader::open(*bytes, deliveryName);
            if (!opened)
                return opened.failure();
            reader.emplace(std::move(*opened));
        }
        const auto eml = reader->read(item.place.entryName, item.place.entryIndex);
        // Only the very bytes the ledger knows are the original.
        if (!eml || Sha256::of(*eml) != item.emlSha256)
            continue;
        if (auto put = held ? m_context.held->replace(item.emlSha256, *eml) : m_context.held->put(item.emlSha256, *eml); !put)
            return put;
    }
    return m_context.held->flush();
}

// True when each original is held and can be opened; one that is damaged is held anew from the delivery.
Result<bool> DeliveryAftercare::areHeld(const QString &deliveryName, const std::vector<Unsettled> &items, const CancelToken &cancel)
{
    if (!std::all_of(items.begin(), items.end(), [&](const Unsettled &item) { return isHeld(item); }))
        return false;
    for (const Unsettled &item : items) {
        auto eml = m_context.held->read(item.emlSha256);
        if (!eml && eml.failure().code == FailureCode::SealedFileDamaged) {
            auto again = holdItems(deliveryName, {item}, cancel);
            m_context.source->release(deliveryName);
            if (!again)
                return again.failure();
            eml = m_context.held->read(item.emlSha256);
        }
        if (!eml)
            return eml.failure();
    }
    return true;
}

Result<DeliveryAftercare::End> DeliveryAftercare::finish(const CancelToken &cancel)
{
    End end;
    if (!m_context.held)
        return end;
    {
        const auto unsettled = m_originals.unsettled(m_context.connectorId);
        if (!unsettled)
            return unsettled.failure();
        if (auto held = holdLeftOvers(*unsettled, end.problems, cancel); !held)
            return held.failure();
        letGo(*unsettled);
    }
    if (auto released = releaseFinished(); !released)
        return released.failure();
    if (auto changed = changeSource(end, cancel); !changed)
        return changed.failure();
    if (end.problems.size() > mostProblems)
        end.problems.resize(mostProblems);
    return end;
}

Result<void> DeliveryAftercare::releaseFinished()
{
    DeliveryTable deliveries(m_ledger);
    for (const QString &name : m_context.source->fetched()) {
        const auto records = deliveries.withName(m_context.connectorId, name);
        if (!records)
            return records.failure();
        if (std::none_of(records->begin(), records->end(),
                         [](const DeliveryRecord &record) { return record.state == DeliveryState::Open; }))
            m_context.source->release(name);
    }
    return {};
}

Result<void> DeliveryAftercare::holdLeftOvers(const std::vector<Unsettled> &unsettled, std::vector<Problem> &problems,
                                              const CancelToken &cancel)
{
    DeliveryTable deliveries(m_ledger);
    for (auto first = unsettled.begin(); first != unsettled.end() && !cancel.isCancelled();) {
        const qint64 deliveryId = first->place.deliveryId;
        const auto last = std::find_if(first, unsettled.end(), [&](const Unsettled &item) { return item.place.deliveryId != deliveryId; });
        std::vector<Unsettled> items;
        std::copy_if(first, last, std::back_inserter(items), [&](const Unsettled &item) { return !isHeld(item); });
        first = last;
        std::erase_if(items, [](const Unsettled &item) { return item.emlSha256.isEmpty(); });
        if (items.empty())
            continue;
        const auto record = deliveries.find(deliveryId);
        if (!record)
            return record.failure();
        // What is not finished is read again by the next run.
        if (!record->has_value() || (*record)->state != DeliveryState::Finished)
            continue;
        const auto held = holdItems((*record)->name, items, cancel);
        if (!held && !isGone(held.failure()) && held.failure().code != FailureCode::Cancelled)
            problems.push_back({held.failure(), {}});
        m_context.source->release((*record)->name);
    }
    return {};
}

void DeliveryAftercare::letGo(const std::vector<Unsettled> &unsettled)
{
    QSet<QByteArray> needed;
    for (const Unsettled &item : unsettled)
        needed.insert(item.emlSha256);
    m_context.held->forEach([&](const QByteArray &sha256) {
        // One that cannot be removed now is removed by a later run.
        if (!needed.contains(sha256))
            (void)m_context.held->remove(sha256);
    });
}

Result<void> DeliveryAftercare::changeSource(End &end, const CancelToken &cancel)
{
    if (!m_context.source->changesSource()) {
        end.notMoved = QStringList();
        return {};
    }
    const auto listing = m_context.source->list(cancel);
    if (!listing) {
        if (listing.failure().code != FailureCode::Cancelled)
            end.problems.push_back({listing.failure(), {}});
        return {};
    }
    QStringList notMoved;
    DeliveryTable deliveries(m_ledger);
    for (const SourceDelivery &delivery : listing->deliveries) {
        if (cancel.isCancelled())
            return {};
        const auto sha256 = m_context.source->knownSha256(delivery);
        if (!sha256)
            continue;
        const auto record = deliveries.find(m_context.connectorId, delivery.name.name, *sha256);
        if (!record)
            return record.failure();
        if (!record->has_value() || (*record)->state != DeliveryState::Finished)
            continue;
        const auto unsettled = m_originals.unsettledOf((*record)->id);
        if (!unsettled)
            return unsettled.failure();
        const auto held = areHeld(delivery.name.name, *unsettled, cancel);
        if (held && !*held)
            continue;
        const auto changed = held ? m_context.source->afterImport(delivery, cancel) : Result<void>(held.failure());
        if (changed)
            continue;
        if (changed.failure().code == FailureCode::Cancelled)
            return {};
        notMoved << delivery.name.name;
        end.problems.push_back({changed.failure(), delivery.name.name});
        // The same refusal for each of many thousand helps nobody.
        if (end.problems.size() >= mostProblems)
            break;
    }
    end.notMoved = notMoved;
    return {};
}

} // namespace tallybridge
