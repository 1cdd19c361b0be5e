#include "engine/Recorder.h"

#include "ledger/DeliveryTable.h"
#include "ledger/ItemTable.h"
#include "ledger/OriginalTable.h"
#include "ledger/RunTable.h"
#include "ledger/Transaction.h"

#include <algorithm>

namespace tallybridge {

namespace {

// Enough to share a flush of the disk, few enough to keep readers' snapshots young.
constexpr std::size_t messagesPerTransaction = 512;
constexpr int mostNotes = 100;

bool delivers(const AdmissionPlan &plan)
{
    return std::any_of(plan.copies.begin(), plan.copies.end(), [](const PlannedCopy &planned) { return planned.deliver; });
}

} // namespace

struct Recorder::Tables {
    explicit Tables(Ledger &ledger) : ledger(ledger), items(ledger), originals(ledger), runs(ledger), deliveries(ledger) {}
    Ledger &ledger;
    ItemTable items;
    OriginalTable originals;
    RunTable runs;
    DeliveryTable deliveries;
    int notes = 0;
    std::set<QStringList> notedFailures;
};

Recorder::Recorder(const RunContext &context, LaneQueue &lanes, FeedBarrier &barrier, ProgressCounters &counters, CancelToken stop)
    : m_context(context), m_lanes(lanes), m_barrier(barrier), m_counters(counters), m_stop(std::move(stop))
{
}

Recorder::~Recorder() = default;

void Recorder::submit(PreparedItem item)
{
    m_inbox.push(Message(std::move(item)));
}

void Recorder::submit(std::vector<DeliveryReceipt> receipts)
{
    m_inbox.push(Message(std::move(receipts)));
}

void Recorder::endOfDelivery(DeliveryRecord delivery, qint64 items)
{
    m_inbox.push(Message(EndOfDelivery{std::move(delivery), items}));
}

void Recorder::addAvailable(qint64 items)
{
    m_inbox.push(Message(Available{items}));
}

Result<void> Recorder::write(Task task)
{
    auto answer = std::make_shared<std::promise<Result<void>>>();
    auto future = answer->get_future();
    m_inbox.push(Message(Ask{std::move(task), std::move(answer)}));
    return future.get();
}

void Recorder::finish()
{
    m_inbox.push(Message(Finish{}));
}

Result<void> Recorder::run()
{
    Result<void> result;
    {
        auto ledger = Ledger::open(m_context.ledgerPath, Ledger::Mode::ReadWrite);
        std::optional<Tables> tables;
        if (ledger)
            tables.emplace(**ledger);
        else
            result = ledger.failure();
        while (!m_finishing || !m_inFlight.empty()) {
            auto messages = m_inbox.popSome(messagesPerTransaction);
            if (result) {
                const Sums before = m_sums;
                result = record(messages, *tables);
                if (!result) {
                    m_sums = before;
                    m_stop.cancel();
                }
            }
            if (!result)
                drain(messages, result.failure());
        }
    }
    m_lanes.close();
    return result;
}

Result<void> Recorder::record(std::vector<Message> &messages, Tables &tables)
{
    auto transaction = Transaction::begin(tables.ledger);
    if (!transaction)
        return transaction.failure();
    std::vector<Result<void>> answers;
    for (Message &message : messages) {
        Result<void> handled;
        if (auto *item = std::get_if<PreparedItem>(&message)) {
            // After a stop nothing new is begun; the delivery stays open and is counted whole next time.
            if (!m_stop.isCancelled())
                handled = handle(*item, tables);
        } else if (auto *receipts = std::get_if<std::vector<DeliveryReceipt>>(&message)) {
            handled = handle(*receipts, tables);
        } else if (auto *end = std::get_if<EndOfDelivery>(&message)) {
            handled = handle(*end, tables);
        } else if (auto *available = std::get_if<Available>(&message)) {
            m_sums.availableFromSource += available->items;
        } else if (auto *ask = std::get_if<Ask>(&message)) {
            handled = ask->task(tables.ledger);
            answers.push_back(handled);
        } else {
            m_finishing = true;
            handled = noteOriginalsGone(tables);
        }
        if (!handled)
            return handled;
    }
    RunRecord run = m_context.run;
    run.sums = m_sums;
    if (auto updated = tables.runs.update(run); !updated)
        return updated;
    if (auto committed = transaction->commit(); !committed)
        return committed;

    if (!m_jobs.empty())
        m_lanes.push(std::exchange(m_jobs, {}));
    m_barrier.addAdmitted(std::exchange(m_admitted, 0));
    m_counters.setSums(m_sums);
    std::size_t answered = 0;
    for (Message &message : messages) {
        if (auto *ask = std::get_if<Ask>(&message))
            ask->answer->set_value(answers[answered++]);
    }
    return {};
}

// The ledger is gone: nobody must wait for it any more. What the lanes have written stays an open intent of the ledger.
void Recorder::drain(std::vector<Message> &messages, const Failure &failure)
{
    // Intents of the transaction that was rolled back never reach a lane.
    for (const CopyJob &job : m_jobs)
        m_inFlight.erase(job.copyId);
    m_jobs.clear();
    for (Message &message : messages) {
        if (auto *receipts = std::get_if<std::vector<DeliveryReceipt>>(&message)) {
            for (const DeliveryReceipt &receipt : *receipts)
                m_inFlight.erase(receipt.copyId);
        } else if (auto *ask = std::get_if<Ask>(&message)) {
            ask->answer->set_value(failure);
        } else if (std::holds_alternative<Finish>(message)) {
            m_finishing = true;
        }
    }
}

Result<std::optional<ItemRecord>> Recorder::knownItem(const PreparedItem &item, Tables &tables) const
{
    if (item.knownItemId != 0)
        return tables.items.itemById(item.knownItemId);
    return tables.items.findItem(m_context.connectorId, item.record.key);
}

Result<AdmissionMode> Recorder::modeFor(const PreparedItem &item, const std::optional<ItemRecord> &known, Tables &tables)
{
    if (item.knownItemId != 0)
        return AdmissionMode::Retry;
    if (!known)
        return AdmissionMode::New;
    const bool touched = (m_firstNewItem != 0 && known->id >= m_firstNewItem) || m_touchedItems.contains(known->id);
    if (touched)
        return AdmissionMode::Seen;
    auto finished = m_finishedDeliveries.find(known->deliveryId);
    if (finished == m_finishedDeliveries.end()) {
        const auto delivery = tables.deliveries.find(known->deliveryId);
        if (!delivery)
            return delivery.failure();
        const bool isFinished = delivery->has_value() && (*delivery)->state == DeliveryState::Finished;
        finished = m_finishedDeliveries.emplace(known->deliveryId, isFinished).first;
    }
    if (!finished->second)
        return AdmissionMode::Continue;
    return m_context.run.kind == RunKind::Resync ? AdmissionMode::Reread : AdmissionMode::Seen;
}

Result<std::vector<CopyRecord>> Recorder::rowsOf(qint64 itemId, Tables &tables) const
{
    auto rows = tables.items.copiesOf(itemId);
    if (!rows)
        return rows;
    for (CopyRecord &row : *rows) {
        // A mail that verify missed has no receipt that counts.
        if (m_context.repairCopies.contains(row.id)) {
            row.outcome = Outcome::Failed;
            row.reason = FailureReason::Cancelled;
        }
    }
    return rows;
}

bool Recorder::isWanted(const CopyRecord &row) const
{
    if (m_context.run.kind == RunKind::Repair)
        return m_context.repairCopies.contains(row.id);
    if (row.runId == m_context.run.id)
        return false;
    if (m_context.run.kind != RunKind::Retry)
        return row.outcome == Outcome::Open || (row.outcome == Outcome::Failed && row.reason && isFinishedBySync(*row.reason));
    if (m_context.partialOnly)
        return row.outcome == Outcome::Partial;
    const auto &reasons = m_context.reasons;
    return reasons.empty() || (row.reason && std::find(reasons.begin(), reasons.end(), *row.reason) != reasons.end());
}

Result<void> Recorder::handle(PreparedItem &item, Tables &tables)
{
    ++m_admitted;
    const auto known = knownItem(item, tables);
    if (!known)
        return known.failure();
    const auto mode = modeFor(item, *known, tables);
    if (!mode)
        return mode.failure();

    qint64 itemId = *known ? (*known)->id : 0;
    if (*known) {
        if (auto remembered = rememberPlace(item, **known, tables); !remembered)
            return remembered;
    }
    AdmissionInput input{
        *mode, item, *known ? (*known)->firstEntries : 0, {}, {}, {}, m_context.run.id, m_context.clock->now(), m_context.firstRunHere};
    if (*mode == AdmissionMode::New) {
        if (!item.record.sourceId.isEmpty() && item.record.emlSha256.size() == 32) {
            const auto other = tables.items.keyOfSourceId(m_context.connectorId, item.record.sourceId, item.record.key);
            if (!other)
                return other.failure();
            if (other->has_value()) {
                if (auto noted =
                        note(QStringLiteral("source-id-reused"), {item.record.sourceId, item.origin.delivery, item.origin.entry}, tables);
                    !noted)
                    return noted;
            }
        }
        const auto inserted = tables.items.insertItem(item.record);
        if (!inserted)
            return inserted.failure();
        itemId = *inserted;
        if (m_firstNewItem == 0)
            m_firstNewItem = itemId;
    } else if (*mode != AdmissionMode::Seen || m_context.firstRunHere != 0) {
        auto rows = rowsOf(itemId, tables);
        if (!rows)
            return rows.failure();
        input.rows = std::move(*rows);
    }
    if (*mode == AdmissionMode::Retry)
        input.wanted = [this](const CopyRecord &row) { return isWanted(row); };
    if (m_context.archiveKeys) {
        input.archived = [&](const MailAddress &mailbox) {
            const auto state = tables.items.archiveKey(m_context.connectorId, mailbox, item.record.key);
            return state ? *state : ItemTable::ArchiveState::Absent;
        };
    }
    if (item.ownerOfUnknownForm) {
        if (auto noted = note(QStringLiteral("owner-unknown-form"), {item.origin.delivery, item.origin.entry}, tables); !noted)
            return noted;
    }
    if (item.originalUnavailable)
        ++m_originalsGone[item.origin.delivery];
    // A repair that cannot find the original changes nothing: the copy stays missing, and verify goes on saying so.
    if (m_context.run.kind == RunKind::Repair && item.originalUnavailable)
        input.rows.clear();
    AdmissionPlan plan = planAdmission(input);
    if (*known && postponeToNameFirstDelivery(item, **known, plan))
        return {};
    if (*known && *mode != AdmissionMode::Seen)
        m_touchedItems.insert(itemId);
    return apply(std::move(plan), item, itemId, tables);
}

// Whatever delivery an item is read from, all its mails name the first one: their bytes are the same.
bool Recorder::postponeToNameFirstDelivery(const PreparedItem &item, const ItemRecord &known, const AdmissionPlan &plan)
{
    if (item.knownItemId != 0 || item.namedDeliveryId == known.deliveryId || !delivers(plan))
        return false;
    m_barrier.postpone({item.origin, 0, known.key, known.sourceId, item.aboutId, known.deliveryId});
    --m_admitted;
    return true;
}

Result<void> Recorder::apply(AdmissionPlan plan, PreparedItem &item, qint64 itemId, Tables &tables)
{
    const qint64 deliveryId = item.knownItemId != 0 ? 0 : item.origin.deliveryId;
    auto openItem = std::make_shared<OpenItem>(OpenItem{item.emlBytes, std::move(item.ticket)});
    m_sums.skipped += plan.skipped;
    if (item.inReplyTo && delivers(plan)) {
        if (auto kept = tables.originals.setReply(itemId, *item.inReplyTo); !kept)
            return kept;
    }
    for (PlannedCopy &planned : plan.copies) {
        CopyRecord &copy = planned.copy;
        copy.itemId = itemId;
        if (copy.id == 0) {
            const auto inserted = tables.items.insertCopy(copy);
            if (!inserted)
                return inserted.failure();
            copy.id = *inserted;
        } else if (auto updated = tables.items.updateCopy(copy); !updated) {
            return updated;
        }
        if (!planned.deliver) {
            if (auto counted = count(copy, tables); !counted)
                return counted;
            continue;
        }
        m_jobs.push_back(CopyJob{copy.id, copy.mailbox, item.message, planned.lookFirst && m_context.run.kind != RunKind::Repair,
                                 planned.replacePartial});
        m_inFlight.emplace(copy.id, InFlight{copy, deliveryId, planned.lookFirst, item.message, openItem});
        if (deliveryId != 0)
            ++m_tallies[deliveryId].open;
    }
    if (openItem.use_count() == 1) {
        ++m_counters.itemsDone;
        m_counters.bytesDone += openItem->bytes;
    }
    if (deliveryId == 0)
        return {};
    ++m_tallies[deliveryId].admitted;
    return finishDeliveryIfDone(deliveryId, tables);
}

Result<void> Recorder::handle(std::vector<DeliveryReceipt> &receipts, Tables &tables)
{
    for (const DeliveryReceipt &receipt : receipts) {
        const auto found = m_inFlight.find(receipt.copyId);
        if (found == m_inFlight.end())
            continue;
        InFlight flight = std::move(found->second);
        m_inFlight.erase(found);
        CopyRecord &copy = flight.copy;
        copy.location = receipt.location;
        if (receipt.status == DeliveryReceipt::Status::Failed) {
            copy.outcome = Outcome::Failed;
            copy.reason = receipt.reason;
            if (auto noted = noteFailure(receipt.failure, tables); !noted)
                return noted;
        } else {
            copy.messageSha256 = flight.message->sha256;
            copy.reason.reset();
            if (flight.message->isPartial()) {
                copy.outcome = Outcome::Partial;
                copy.reason = FailureReason::ItemTooLarge;
            } else {
                // What an earlier attempt wrote without a receipt is ours; what lay there before the first attempt is a duplicate.
                const bool duplicate = receipt.status == DeliveryReceipt::Status::AlreadyThere && !flight.lookedFirst;
                copy.outcome = duplicate ? Outcome::Skipped : Outcome::Imported;
            }
        }
        if (copy.isSettled())
            copy.since = {};
        else if (!copy.since.isValid())
            copy.since = m_context.clock->now();
        if (auto updated = tables.items.updateCopy(copy); !updated)
            return updated;
        if (auto counted = count(copy, tables); !counted)
            return counted;
        if (flight.item.use_count() == 1) {
            ++m_counters.itemsDone;
            m_counters.bytesDone += flight.item->bytes;
        }
        if (flight.deliveryId != 0) {
            --m_tallies[flight.deliveryId].open;
            if (auto finished = finishDeliveryIfDone(flight.deliveryId, tables); !finished)
                return finished;
        }
    }
    return {};
}

Result<void> Recorder::handle(EndOfDelivery &end, Tables &tables)
{
    Tally &tally = m_tallies[end.delivery.id];
    tally.items = end.items;
    const qint64 deliveryId = end.delivery.id;
    tally.ended = std::move(end.delivery);
    return finishDeliveryIfDone(deliveryId, tables);
}

Result<void> Recorder::finishDeliveryIfDone(qint64 deliveryId, Tables &tables)
{
    Tally &tally = m_tallies[deliveryId];
    // Copies that a stop kept from their mailbox leave the delivery open.
    if (!tally.ended || tally.admitted != tally.items || tally.open != 0 || m_stop.isCancelled())
        return {};
    DeliveryRecord delivery = *tally.ended;
    m_tallies.erase(deliveryId);
    delivery.state = DeliveryState::Finished;
    ++m_counters.deliveriesDone;
    return tables.deliveries.update(delivery);
}

Result<void> Recorder::count(const CopyRecord &copy, Tables &tables)
{
    switch (copy.outcome) {
    case Outcome::Imported:
        ++m_sums.imported;
        return {};
    case Outcome::Skipped:
        ++m_sums.skipped;
        return {};
    case Outcome::Partial:
        ++m_sums.partial;
        return tables.items.addRunFailure(m_context.run.id, copy);
    case Outcome::Failed:
        m_sums.addFailed(copy.reason.value_or(FailureReason::Cancelled));
        return tables.items.addRunFailure(m_context.run.id, copy);
    case Outcome::Open:
    case Outcome::Superseded:
        return {};
    }
    return {};
}

// An item that comes again lies there too, and there it may still be when its first delivery has left the source.
Result<void> Recorder::rememberPlace(const PreparedItem &item, const ItemRecord &known, Tables &tables)
{
    if (item.knownItemId != 0 || item.origin.deliveryId == known.deliveryId || known.emlSha256.isEmpty())
        return {};
    return tables.originals.setPlace(known.id, {item.origin.deliveryId, item.origin.entry, item.origin.entryIndex});
}

Result<void> Recorder::noteOriginalsGone(Tables &tables)
{
    for (const auto &[delivery, count] : m_originalsGone) {
        if (auto noted = note(QStringLiteral("original-gone"), {delivery, QString::number(count)}, tables); !noted)
            return noted;
    }
    return {};
}

// A reason such as destination-unavailable does not tell what is the matter (a full disk) and where.
Result<void> Recorder::noteFailure(const Failure &failure, Tables &tables)
{
    if (failure.arguments.isEmpty() || failure.code == FailureCode::Cancelled)
        return {};
    const QString code = failureCodeName(failure.code);
    if (!tables.notedFailures.insert(QStringList{code} + failure.arguments).second)
        return {};
    return note(code, failure.arguments, tables);
}

Result<void> Recorder::note(const QString &code, const QStringList &arguments, Tables &tables)
{
    if (tables.notes >= mostNotes)
        return {};
    ++tables.notes;
    return tables.runs.addNote(m_context.run.id, code, arguments);
}

} // namespace tallybridge
