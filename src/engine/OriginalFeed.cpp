#include "engine/OriginalFeed.h"

#include "core/Sha256.h"
#include "engine/RepliedMessage.h"

#include <algorithm>
#include <memory>

namespace tallybridge {

namespace {

constexpr int itemsPerPage = 500;

bool isGone(const Failure &failure)
{
    return failure.code == FailureCode::FileNotFound || failure.code == FailureCode::FileNotReadable ||
           failure.code == FailureCode::DeliveryChanged;
}

} // namespace

// A delivery that stays open while items of it follow each other; without reader when it cannot be read (any more).
struct OriginalFeed::OpenDelivery {
    qint64 id = 0;
    std::optional<DeliveryReader> reader;
};

struct OriginalFeed::Tables {
    explicit Tables(Ledger &ledger) : ledger(ledger), items(ledger), originals(ledger), deliveries(ledger) {}
    Ledger &ledger;
    ItemTable items;
    OriginalTable originals;
    DeliveryTable deliveries;
    DeliveryRecord first;                        ///< the delivery the last item was first seen in
    OpenDelivery atFirst;                        ///< the one items are read from that never moved
    OpenDelivery atNewest;                       ///< the one items are read from that came again
    std::unique_ptr<DestinationSession> session; ///< opened for the first item whose original is gone
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
        return items.itemsToRetry(m_context.connectorId, reasons, withPartial, false, m_context.run.id, after, itemsPerPage,
                                  !m_context.partialOnly);
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
    if (m_context.run.kind == RunKind::Repair) {
        const auto repair = repairOf(item.id, tables);
        if (!repair)
            return repair.failure();
        raw.repair = *repair;
    }
    raw.state = RawItem::State::Unavailable;
    if (tables.first.id != item.deliveryId) {
        auto delivery = tables.deliveries.find(item.deliveryId);
        if (!delivery)
            return delivery.failure();
        tables.first = delivery->value_or(DeliveryRecord{});
    }
    // The mail names the delivery the item was first seen in, wherever its bytes are read from: a copy's bytes never change.
    raw.origin = {item.deliveryId, tables.first.name, tables.first.date, item.entryName, item.entryIndex, tables.first.firstSeen};
    if (item.emlSha256.isEmpty()) {
        // Names that only the manifest had were given places below zero.
        raw.state = item.entryIndex < 0 ? RawItem::State::Missing : RawItem::State::Damaged;
        raw.damage = failureCodeName(FailureCode::DeliveryEntryDamaged);
        raw.ticket = port.takeRoom(0);
        return raw;
    }
    auto eml = readOriginal(item, raw.unavailability, tables, port);
    if (!eml)
        return eml.failure();
    if (eml->has_value()) {
        raw.eml = std::move(**eml);
        raw.state = RawItem::State::Whole;
    } else if (m_context.run.kind != RunKind::Repair) {
        auto found = lookForMails(item, tables, port);
        if (!found)
            return found.failure();
        raw.found = std::move(*found);
    }
    raw.ticket = port.takeRoom(raw.eml.size());
    return raw;
}

// Without its original a copy cannot be written again, but an attempt that lost its receipt may have written it.
Result<std::vector<RawItem::FoundMail>> OriginalFeed::lookForMails(const ItemRecord &item, Tables &tables, FeedPort &port) const
{
    const auto copies = tables.items.copiesOf(item.id);
    if (!copies)
        return copies.failure();
    std::vector<CopyReference> references;
    for (const CopyRecord &copy : *copies) {
        const bool uncertain =
            copy.outcome == Outcome::Open || (copy.outcome == Outcome::Failed && copy.reason && isFinishedBySync(*copy.reason));
        if (!uncertain || copy.mailbox.isNull())
            continue;
        for (const bool partial : {false, true})
            references.push_back({copy.id, copy.mailbox, item.key, partial, {}});
    }
    std::vector<RawItem::FoundMail> found;
    if (references.empty())
        return found;
    if (!tables.session) {
        auto session = m_context.destination->openSession();
        if (!session)
            return session.failure();
        tables.session = std::move(*session);
    }
    const auto answers = tables.session->verify(references, port.stop());
    for (size_t i = 0; i < answers.size(); ++i) {
        const bool there = answers[i] == CopyPresence::Present || answers[i] == CopyPresence::Moved;
        if (there && (found.empty() || found.back().copyId != references[i].copyId))
            found.push_back({references[i].copyId, references[i].partial});
    }
    return found;
}

// A mail that was whole comes back whole.
Result<RawItem::Repair> OriginalFeed::repairOf(qint64 itemId, Tables &tables) const
{
    const auto copies = tables.items.copiesOf(itemId);
    if (!copies)
        return copies.failure();
    const bool whole = std::any_of(copies->begin(), copies->end(), [this](const CopyRecord &copy) {
        return m_context.repairCopies.contains(copy.id) && (copy.outcome == Outcome::Imported || copy.outcome == Outcome::Skipped);
    });
    return whole ? RawItem::Repair::WholeMail : RawItem::Repair::AnyMail;
}

// unavailability: what it is when nothing is found.
Result<std::optional<QByteArray>> OriginalFeed::readOriginal(const ItemRecord &item, RawItem::Unavailability &unavailability,
                                                             Tables &tables, FeedPort &port)
{
    if (!m_context.held || !m_context.held->contains(item.emlSha256))
        return readFromSource(item, tables, port);
    auto held = m_context.held->read(item.emlSha256);
    if (held)
        return std::optional(std::move(*held));
    // A held original that cannot be opened may still be where it came from.
    auto eml = readFromSource(item, tables, port);
    const bool withoutKey = held.failure().code == FailureCode::SealedFileForeign;
    unavailability = withoutKey ? RawItem::Unavailability::WithoutKey : RawItem::Unavailability::Damaged;
    // Where it cannot be written now the next attempt does it.
    if (eml && eml->has_value() && held.failure().code == FailureCode::SealedFileDamaged)
        (void)m_context.held->replace(item.emlSha256, **eml);
    return eml;
}

// The newest place first: what came again has mostly left the older one.
Result<std::optional<QByteArray>> OriginalFeed::readFromSource(const ItemRecord &item, Tables &tables, FeedPort &port)
{
    const auto newest = tables.originals.place(item.id);
    if (!newest)
        return newest.failure();
    if (newest->has_value()) {
        auto eml = readFrom(tables.atNewest, **newest, item.emlSha256, tables, port);
        if (!eml || eml->has_value())
            return eml;
    }
    return readFrom(tables.atFirst, {item.deliveryId, item.entryName, item.entryIndex}, item.emlSha256, tables, port);
}

// Nothing when the original is not there; a failure when nobody can tell, because the source does not answer.
Result<std::optional<QByteArray>> OriginalFeed::readFrom(OpenDelivery &open, const OriginalTable::Place &place, const QByteArray &sha256,
                                                         Tables &tables, FeedPort &port)
{
    if (open.id != place.deliveryId) {
        open = {};
        const auto delivery = tables.deliveries.find(place.deliveryId);
        if (!delivery)
            return delivery.failure();
        const QString name = delivery->value_or(DeliveryRecord{}).name;
        auto bytes = m_context.source->open(name, port.stop());
        if (bytes) {
            auto reader = DeliveryReader::open(*bytes, name);
            if (reader)
                open.reader.emplace(std::move(*reader));
            else if (reader.failure().retryable)
                return reader.failure();
        } else if (!isGone(bytes.failure())) {
            return bytes.failure();
        }
        open.id = place.deliveryId;
    }
    if (!open.reader)
        return std::optional<QByteArray>();
    auto eml = open.reader->read(place.entryName, place.entryIndex);
    if (!eml && eml.failure().retryable)
        return eml.failure();
    // Only the very bytes the ledger knows are the original.
    if (!eml || Sha256::of(*eml) != sha256)
        return std::optional<QByteArray>();
    return std::optional(std::move(*eml));
}

} // namespace tallybridge
