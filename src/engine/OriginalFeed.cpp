#include "engine/OriginalFeed.h"

#include "core/Sha256.h"
#include "engine/RepliedMessage.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr int itemsPerPage = 500;

} // namespace

struct OriginalFeed::Tables {
    explicit Tables(Ledger &ledger) : ledger(ledger), items(ledger), deliveries(ledger) {}
    Ledger &ledger;
    ItemTable items;
    DeliveryTable deliveries;
    // The delivery read last; items of one delivery mostly follow each other.
    DeliveryRecord delivery;
    std::optional<DeliveryReader> reader;
};

Result<void> OriginalFeed::run(FeedPort &port)
{
    port.counters().phase = ProgressSnapshot::Phase::Importing;
    auto ledger = Ledger::open(m_context.ledgerPath, Ledger::Mode::ReadOnly);
    if (!ledger)
        return ledger.failure();
    Tables tables(**ledger);
    if (!m_itemIds.empty()) {
        for (const qint64 itemId : m_itemIds) {
            if (auto fed = feedItem(itemId, tables, port); !fed)
                return fed;
        }
        return feedPostponed(tables, port);
    }
    for (qint64 after = 0;;) {
        const auto page = nextPage(after, tables.items);
        if (!page)
            return page.failure();
        if (page->empty())
            return feedPostponed(tables, port);
        for (const qint64 itemId : *page) {
            if (port.stop().isCancelled())
                return {};
            if (auto fed = feedItem(itemId, tables, port); !fed)
                return fed;
        }
        after = page->back();
    }
}

Result<std::vector<qint64>> OriginalFeed::nextPage(qint64 after, const ItemTable &items) const
{
    const auto &reasons = m_context.reasons;
    // A partial copy has the reason that its attachments were too large.
    const bool withPartial = reasons.empty() || std::find(reasons.begin(), reasons.end(), FailureReason::ItemTooLarge) != reasons.end();
    if (m_context.run.kind == RunKind::Retry)
        return items.itemsToRetry(m_context.connectorId, reasons, withPartial, false, m_context.run.id, after, itemsPerPage);
    return items.itemsToRetry(m_context.connectorId, {FailureReason::Cancelled, FailureReason::DestinationUnavailable}, false, true,
                              m_context.run.id, after, itemsPerPage);
}

Result<void> OriginalFeed::feedItem(qint64 itemId, Tables &tables, FeedPort &port)
{
    const auto item = tables.items.itemById(itemId);
    if (!item)
        return item.failure();
    if (!item->has_value())
        return {};
    auto raw = load(**item, tables, port);
    if (!raw)
        return raw.failure();
    if (!raw->ticket)
        return {};
    raw->mayPostpone = true;
    ++port.counters().itemsTotal;
    port.give(std::move(*raw));
    return {};
}

Result<void> OriginalFeed::feedPostponed(Tables &tables, FeedPort &port)
{
    const auto postponed = port.takePostponed();
    const RepliedMessage replied(tables.ledger, m_context.connectorId, postponed);
    for (const ItemPreparer::Postponed &later : postponed) {
        const auto inReplyTo = replied.messageIdFor(later);
        if (!inReplyTo)
            return inReplyTo.failure();
        const auto item = tables.items.itemById(later.knownItemId);
        if (!item)
            return item.failure();
        auto raw = load(**item, tables, port);
        if (!raw)
            return raw.failure();
        if (!raw->ticket)
            return {};
        raw->inReplyTo = *inReplyTo;
        port.give(std::move(*raw));
    }
    return {};
}

Result<RawItem> OriginalFeed::load(const ItemRecord &item, Tables &tables, FeedPort &port)
{
    RawItem raw;
    raw.knownItemId = item.id;
    raw.state = RawItem::State::Unavailable;
    if (tables.delivery.id != item.deliveryId) {
        tables.reader.reset();
        const auto delivery = tables.deliveries.find(item.deliveryId);
        if (!delivery)
            return delivery.failure();
        tables.delivery = delivery->value_or(DeliveryRecord{});
        auto bytes = m_context.source->open(tables.delivery.name, port.stop());
        if (bytes) {
            auto reader = DeliveryReader::open(*bytes, tables.delivery.name);
            if (reader)
                tables.reader.emplace(std::move(*reader));
        }
    }
    raw.origin = {item.deliveryId, tables.delivery.name, tables.delivery.date, item.entryName, item.entryIndex};
    if (item.emlSha256.isEmpty()) {
        // Names that only the manifest had were given places below zero.
        raw.state = item.entryIndex < 0 ? RawItem::State::Missing : RawItem::State::Damaged;
        raw.ticket = port.takeRoom(0);
        return raw;
    }
    QByteArray eml;
    if (tables.reader) {
        auto read = tables.reader->read(item.entryName, item.entryIndex);
        // Only the very bytes the ledger knows are the original.
        if (read && Sha256::of(*read) == item.emlSha256) {
            eml = std::move(*read);
            raw.state = RawItem::State::Whole;
        }
    }
    raw.ticket = port.takeRoom(eml.size());
    raw.eml = std::move(eml);
    return raw;
}

} // namespace tallybridge
