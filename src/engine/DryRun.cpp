#include "engine/DryRun.h"

#include "engine/AdmissionPlan.h"
#include "engine/DeliveryGaps.h"
#include "engine/DestinationBond.h"
#include "engine/DirectoryMemory.h"
#include "engine/GoneDeliveries.h"
#include "engine/ItemPreparer.h"
#include "engine/ProgressCounters.h"
#include "engine/SourceFailure.h"
#include "engine/SourceTraces.h"
#include "ledger/ConnectorTable.h"
#include "ledger/FindingTable.h"
#include "ledger/ItemTable.h"

#include <QHash>
#include <QTemporaryDir>

#include <map>
#include <optional>

namespace tallybridge {

struct DryRun::Work {
    Work(RunContext &context, Ledger &ledger)
        : context(context)
        , items(ledger)
        , deliveries(ledger)
        , intake(context, ledger)
        , preparer(*context.type, context.settings, context.connectorId, context.resolver, context.run.started)
    {
    }

    RunContext &context;
    ItemTable items;
    DeliveryTable deliveries;
    DeliveryIntake intake;
    ItemPreparer preparer;
    Sums sums;
    QHash<ItemKey, qint64> taken;                             ///< items of this run and the entries each had
    std::map<std::pair<MailAddress, ItemKey>, bool> archived; ///< read back; true = partial
    bool askArchiveTable = false;
    bool waiting = false; ///< a delivery could not be read, or is gone unfinished
    std::optional<GoneDeliveries> gone;
};

namespace {

void countPlan(Sums &sums, const AdmissionPlan &plan, const PreparedItem &item)
{
    sums.skipped += plan.skipped;
    for (const PlannedCopy &planned : plan.copies) {
        if (planned.lookOnly)
            continue; // only its mailbox tells what becomes of it
        if (planned.deliver)
            ++(item.message->isPartial() ? sums.partial : sums.imported);
        else if (planned.copy.outcome == Outcome::Failed)
            sums.addFailed(*planned.copy.reason);
        else if (planned.copy.outcome == Outcome::Skipped)
            ++sums.skipped;
        else if (planned.copy.outcome == Outcome::Partial)
            ++sums.partial;
    }
}

} // namespace

Result<RunRecord> DryRun::run(const QString &connectorName, QDate from, QDate to, const RunControl &control)
{
    auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadOnly);
    if (!ledger)
        return ledger.failure();
    const auto connector = ConnectorTable(**ledger).find(connectorName);
    if (!connector)
        return connector.failure();
    return count(**ledger, *connector, from, to, control);
}

Result<DryRun::Trial> DryRun::tryOut(const ConnectorRecord &connector, const RunControl &control)
{
    // The decisions read a ledger; a connector that does not exist yet has an empty one.
    const QTemporaryDir folder;
    auto ledger = Ledger::open(folder.filePath(QStringLiteral("ledger.sqlite")), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    const auto run = count(**ledger, connector, {}, {}, control);
    if (!run)
        return run.failure();
    m_people.sums = run->sums;
    return m_people;
}

Result<RunRecord> DryRun::count(Ledger &ledger, const ConnectorRecord &connector, QDate from, QDate to, const RunControl &control)
{
    m_people = {};
    const RunKind kind = from.isValid() || to.isValid() ? RunKind::Resync : RunKind::Sync;
    auto setup = RunSetup::make(m_engine, connector, kind, control.cancel);
    if (!setup)
        return setup.failure();
    setup->context.from = from;
    setup->context.to = to;

    Work work(setup->context, ledger);
    RunRecord run = setup->context.run;
    auto listing = setup->context.source->list(control.cancel);
    if (!listing)
        return asSourceUnavailable(listing.failure(), setup->context.settings.source);
    if (auto added = addMovedDeliveries(setup->context, ledger, *listing, control.cancel); !added)
        return asSourceUnavailable(added.failure(), setup->context.settings.source);
    if (auto there = identifyDestination(*setup->context.destination, ledger, connector, control.cancel); !there)
        return there.failure();
    if (auto readBack = readBackIfNew(work, connector.needsReadBack, control.cancel); !readBack)
        return readBack.failure();
    if (auto recalled = recallDirectory(ledger, setup->context); !recalled)
        return recalled.failure();
    ProgressCounters counters;
    counters.phase = ProgressSnapshot::Phase::Importing;
    counters.deliveriesTotal = qint64(listing->deliveries.size());
    const auto quarantined = work.deliveries.countWithState(connector.id, DeliveryState::Quarantined);
    if (!quarantined)
        return quarantined.failure();
    work.sums.quarantined = *quarantined;
    work.gone.emplace(work.context, *listing);
    work.waiting = !listing->noFiles.isEmpty();
    for (const SourceDelivery &delivery : listing->deliveries) {
        if (auto counted = countDelivery(work, delivery, control.cancel); !counted)
            return asSourceUnavailable(counted.failure(), setup->context.settings.source);
        setup->context.source->release(delivery.name.name);
        ++counters.deliveriesDone;
        counters.setSums(work.sums);
        if (control.progress)
            control.progress(counters.sample());
    }
    // Those that a person explained are no reason to look again.
    const auto misdated = FindingTable(ledger).unexplained(connector.id, deliveryMisdatedKind, misdatedDeliveries(*listing));
    if (!misdated)
        return misdated.failure();
    work.waiting = work.waiting || !misdated->isEmpty();
    const auto gone = work.gone->names(ledger);
    if (!gone)
        return gone.failure();
    work.waiting = work.waiting || !gone->isEmpty();
    if (kind == RunKind::Sync) {
        // Those of interrupted deliveries were counted with them.
        const auto finished = work.items.countFinishedBySync(connector.id);
        if (!finished)
            return finished.failure();
        work.sums.imported += *finished;
    }
    run.sums = work.sums;
    run.finished = m_engine.clock->now();
    run.state =
        work.waiting || work.sums.failed + work.sums.partial + work.sums.quarantined > 0 ? RunState::WithFailures : RunState::Succeeded;
    return run;
}

Result<void> DryRun::readBackIfNew(Work &work, bool needsReadBack, const CancelToken &cancel)
{
    if (needsReadBack) {
        auto session = work.context.destination->openSession();
        if (!session)
            return session.failure();
        return (*session)->readBack(
            {},
            [&](const FoundCopy &found) {
                bool &partial = work.archived.try_emplace({found.mailbox, found.key}, found.partial).first->second;
                partial = partial && found.partial;
            },
            cancel);
    }
    const auto has = work.items.hasArchiveKeys(work.context.connectorId);
    if (!has)
        return has.failure();
    work.askArchiveTable = *has;
    return {};
}

Result<void> DryRun::countDelivery(Work &work, const SourceDelivery &delivery, const CancelToken &cancel)
{
    auto examined = work.intake.examine(delivery, cancel);
    if (!examined)
        return examined.failure();
    if (examined->verdict == DeliveryIntake::Verdict::Quarantined && examined->record.id == 0)
        ++work.sums.quarantined;
    work.gone->examined(delivery, *examined);
    work.waiting =
        work.waiting || examined->verdict == DeliveryIntake::Verdict::Unreadable || examined->verdict == DeliveryIntake::Verdict::Vanished;
    if (examined->verdict != DeliveryIntake::Verdict::Import)
        return {};
    const DeliveryContents &contents = examined->contents;
    work.sums.availableFromSource += contents.foundCount();
    RawItem raw;
    raw.origin = {examined->record.id, delivery.name.name, delivery.name.date, {}, 0, examined->record.firstSeen};
    for (const DeliveryEntry &entry : contents.items) {
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        raw.origin.entry = entry.name;
        raw.origin.entryIndex = entry.index;
        auto eml = examined->reader->read(entry);
        if (!eml && eml.failure().retryable)
            return eml.failure();
        raw.state = eml ? RawItem::State::Whole : RawItem::State::Damaged;
        raw.eml = eml ? std::move(*eml) : QByteArray();
        if (auto counted = countItem(work, raw); !counted)
            return counted;
    }
    for (qsizetype i = 0; i < contents.missingNames.size(); ++i) {
        raw.state = RawItem::State::Missing;
        raw.origin.entry = contents.missingNames[i];
        raw.origin.entryIndex = -1 - i;
        raw.eml.clear();
        if (auto counted = countItem(work, raw); !counted)
            return counted;
    }
    return {};
}

Result<void> DryRun::countItem(Work &work, RawItem raw)
{
    auto prepared = work.preparer.prepare(std::move(raw));
    if (!prepared)
        return prepared.failure();
    // Nothing is postponed: whom a mail answers does not change the sums.
    const PreparedItem &item = std::get<PreparedItem>(*prepared);
    for (const Recipient &recipient : item.recipients) {
        if (!recipient.failure)
            m_people.mailboxes.insert(recipient.mailbox);
        else if (recipient.failure == FailureReason::NoMailbox)
            m_people.withoutMailbox.insert(recipient.mailbox);
        else
            m_people.unmapped.insert(recipient.participant);
    }
    const auto input = inputFor(work, item);
    if (!input)
        return input.failure();
    countPlan(work.sums, planAdmission(*input), item);
    if (!work.taken.contains(item.record.key))
        work.taken.insert(item.record.key, input->mode == AdmissionMode::New ? item.record.firstEntries : input->firstEntries);
    return {};
}

Result<AdmissionInput> DryRun::inputFor(Work &work, const PreparedItem &item)
{
    AdmissionInput input{AdmissionMode::New, item, 0, {}, {}, {}, 0, work.context.run.started, work.context.firstRunHere};
    const auto taken = work.taken.constFind(item.record.key);
    if (taken != work.taken.constEnd()) {
        input.mode = AdmissionMode::Seen;
        input.firstEntries = *taken;
        return input;
    }
    const auto known = work.items.findItem(work.context.connectorId, item.record.key);
    if (!known)
        return known.failure();
    if (known->has_value()) {
        const auto delivery = work.deliveries.find((*known)->deliveryId);
        if (!delivery)
            return delivery.failure();
        const bool finished = delivery->has_value() && (*delivery)->state == DeliveryState::Finished;
        input.firstEntries = (*known)->firstEntries;
        input.mode = !finished                                  ? AdmissionMode::Continue
                     : work.context.run.kind == RunKind::Resync ? AdmissionMode::Reread
                                                                : AdmissionMode::Seen;
        auto rows = work.items.copiesOf((*known)->id);
        if (!rows)
            return rows.failure();
        input.rows = std::move(*rows);
    }
    input.archived = [&work, key = item.record.key](const MailAddress &mailbox) {
        if (work.askArchiveTable) {
            const auto state = work.items.archiveKey(work.context.connectorId, mailbox, key);
            return state ? *state : ItemTable::ArchiveState::Absent;
        }
        const auto found = work.archived.find({mailbox, key});
        if (found == work.archived.end())
            return ItemTable::ArchiveState::Absent;
        return found->second ? ItemTable::ArchiveState::Partial : ItemTable::ArchiveState::Whole;
    };
    return input;
}

} // namespace tallybridge
