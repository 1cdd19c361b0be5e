#include "engine/Recorder.h"

#include "engine/RecorderTables.h"

#include <algorithm>

namespace tallybridge {

namespace {

bool delivers(const AdmissionPlan &plan)
{
    return std::any_of(plan.copies.begin(), plan.copies.end(), [](const PlannedCopy &planned) { return planned.deliver; });
}

} // namespace

Result<std::optional<ItemRecord>> Recorder::knownItem(const PreparedItem &item, Tables &tables) const
{
    if (item.knownItemId != 0)
        return tables.items.itemById(item.knownItemId);
    return tables.items.findItem(m_context.connectorId, item.record.key);
}

Result<AdmissionMode> Recorder::modeFor(const PreparedItem &item, const std::optional<ItemRecord> &known, Tables &tables)
{
    if (item.knownItemId != 0)
        return m_context.run.kind == RunKind::Repair ? AdmissionMode::Repair : AdmissionMode::Retry;
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
            row.waived = false; // of a waived copy the ledger keeps the waiver, and the mailbox what it had
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
    if (*mode == AdmissionMode::Retry || *mode == AdmissionMode::Repair)
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
    if (item.unavailable)
        ++m_originalsMissed[{QString(unavailabilityName(*item.unavailable)), item.origin.delivery}];
    // A repair that cannot find the original changes nothing: the copy stays missing, and verify goes on saying so.
    if (m_context.run.kind == RunKind::Repair && item.unavailable)
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
    if (item.message && item.message->originalLeftOut && delivers(plan))
        ++m_originalsLeftOut;
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
        CopyJob job;
        job.copyId = copy.id;
        job.mailbox = copy.mailbox;
        job.message = item.message;
        job.repair = m_context.run.kind == RunKind::Repair;
        job.lookFirst = planned.lookFirst && !job.repair;
        job.lookOnly = planned.lookOnly && !job.repair;
        job.replacePartial = planned.replacePartial;
        m_jobs.push_back(std::move(job));
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

// An item that comes again lies there too, and there it may still be when its first delivery has left the source.
Result<void> Recorder::rememberPlace(const PreparedItem &item, const ItemRecord &known, Tables &tables)
{
    if (item.knownItemId != 0 || item.origin.deliveryId == known.deliveryId || known.emlSha256.isEmpty())
        return {};
    return tables.originals.setPlace(known.id, {item.origin.deliveryId, item.origin.entry, item.origin.entryIndex});
}

} // namespace tallybridge
