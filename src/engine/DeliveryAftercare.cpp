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
        if (item.emlSha256.isEmpty() || isHeld(item))
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
        if (auto put = m_context.held->put(item.emlSha256, *eml); !put)
            return put;
    }
    return m_context.held->flush();
}

Result<std::vector<Failure>> DeliveryAftercare::finish(const CancelToken &cancel)
{
    std::vector<Failure> problems;
    if (!m_context.held)
        return problems;
    {
        const auto unsettled = m_originals.unsettled(m_context.connectorId);
        if (!unsettled)
            return unsettled.failure();
        if (auto held = holdLeftOvers(*unsettled, problems, cancel); !held)
            return held.failure();
        letGo(*unsettled);
    }
    if (auto released = releaseFinished(); !released)
        return released.failure();
    if (m_context.source->changesSource()) {
        if (auto changed = changeSource(problems, cancel); !changed)
            return changed.failure();
    }
    if (problems.size() > mostProblems)
        problems.resize(mostProblems);
    return problems;
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

Result<void> DeliveryAftercare::holdLeftOvers(const std::vector<Unsettled> &unsettled, std::vector<Failure> &problems,
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
            problems.push_back(held.failure());
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

Result<void> DeliveryAftercare::changeSource(std::vector<Failure> &problems, const CancelToken &cancel)
{
    const auto listing = m_context.source->list(cancel);
    if (!listing) {
        if (listing.failure().code != FailureCode::Cancelled)
            problems.push_back(listing.failure());
        return {};
    }
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
        if (!std::all_of(unsettled->begin(), unsettled->end(), [&](const Unsettled &item) { return isHeld(item); }))
            continue;
        const auto changed = m_context.source->afterImport(delivery, cancel);
        if (!changed && changed.failure().code != FailureCode::Cancelled)
            problems.push_back(changed.failure());
        // The same refusal for each of many thousand helps nobody.
        if (problems.size() >= mostProblems)
            return {};
    }
    return {};
}

} // namespace tallybridge
