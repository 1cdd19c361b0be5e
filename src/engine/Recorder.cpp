#include "engine/Recorder.h"

#include "engine/RecorderTables.h"
#include "ledger/Transaction.h"

namespace tallybridge {

namespace {

// Enough to share a flush of the disk, few enough to keep readers' snapshots young.
constexpr std::size_t messagesPerTransaction = 512;
constexpr int mostNotes = 100;
// Items are waited for until there are so many, unless something else is to be written.
constexpr std::size_t worthwhileItems = 128;

} // namespace

Recorder::Recorder(const RunContext &context, LaneQueue &lanes, FeedBarrier &barrier, ProgressCounters &counters, CancelToken stop)
    : m_context(context), m_lanes(lanes), m_barrier(barrier), m_counters(counters), m_stop(std::move(stop))
{
}

Recorder::~Recorder() = default;

void Recorder::submit(PreparedItem item)
{
    m_inbox.push(Message(std::move(item)), worthwhileItems);
}

void Recorder::hurry()
{
    m_inbox.hurry();
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
            handled = noteOriginals(tables);
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
        } else if (receipt.status == DeliveryReceipt::Status::Absent) {
            copy.outcome = Outcome::Superseded;
            copy.reason.reset();
        } else {
            copy.messageSha256 = flight.message->sha256;
            copy.reason.reset();
            if (flight.message->isPartial() || receipt.partial) {
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

Result<void> Recorder::noteOriginals(Tables &tables)
{
    if (m_originalsLeftOut > 0) {
        if (auto noted = note(QStringLiteral("original-left-out"), {QString::number(m_originalsLeftOut)}, tables); !noted)
            return noted;
    }
    for (const auto &[missed, count] : m_originalsMissed) {
        if (auto noted = note(missed.first, {missed.second, QString::number(count)}, tables); !noted)
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
