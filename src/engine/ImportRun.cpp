#include "engine/ImportRun.h"

#include "engine/ArchiveReadBack.h"
#include "engine/AuditTrail.h"
#include "engine/ConnectorLock.h"
#include "engine/DeliveryAftercare.h"
#include "engine/DeliveryFeed.h"
#include "engine/DeliveryGaps.h"
#include "engine/DestinationBond.h"
#include "engine/DirectoryMemory.h"
#include "engine/GoneDeliveries.h"
#include "engine/Interruption.h"
#include "engine/OriginalFeed.h"
#include "engine/SourceFailure.h"
#include "ledger/ConnectorTable.h"
#include "ledger/DeliveryTable.h"
#include "ledger/FindingTable.h"
#include "ledger/ItemTable.h"
#include "ledger/RunTable.h"
#include "ledger/Transaction.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tallybridge {

namespace {

constexpr int mostMappingNotes = 100;

RunState stateOf(const ImportPipeline::End &end, const Sums &sums, bool waiting)
{
    if (end.failure)
        return RunState::Failed;
    if (end.cancelled)
        return RunState::Cancelled;
    return waiting || sums.failed + sums.partial + sums.quarantined > 0 ? RunState::WithFailures : RunState::Succeeded;
}

/// Whether deliveries wait that could not be read, or whose import was begun and not finished.
Result<bool> hasWaitingDeliveries(Ledger &ledger, qint64 connectorId)
{
    const auto begun = DeliveryTable(ledger).countWithState(connectorId, DeliveryState::Open);
    if (!begun)
        return begun.failure();
    if (*begun > 0)
        return true;
    static const QStringList kinds{deliveryNotReadableKind, deliveryVanishedKind, deliveryNoFileKind,
                                   deliveryNotMovedKind,    deliveryMisdatedKind, deliveryGoneKind};
    const auto findings = FindingTable(ledger).open(connectorId);
    if (!findings)
        return findings.failure();
    return std::any_of(findings->begin(), findings->end(), [](const Finding &finding) { return kinds.contains(finding.kind); });
}

std::vector<std::unique_ptr<ItemFeed>> feedsFor(const RunContext &context, const ImportRun::Order &order)
{
    std::vector<std::unique_ptr<ItemFeed>> feeds;
    if (order.kind == RunKind::Sync || order.kind == RunKind::Resync)
        feeds.push_back(std::make_unique<DeliveryFeed>(context));
    if (order.kind != RunKind::Resync)
        feeds.push_back(std::make_unique<OriginalFeed>(context, order.repairItems));
    return feeds;
}

} // namespace

Result<RunRecord> ImportRun::run(const QString &connectorName, const Order &order, const RunControl &control)
{
    auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    auto connector = ConnectorTable(**ledger).find(connectorName);
    if (!connector)
        return connector.failure();
    const auto lock = lockConnector(m_engine, connector->id, connector->name);
    if (!lock)
        return lock.failure();
    auto setup = RunSetup::make(m_engine, *connector, order.kind, control.cancel);
    if (!setup) {
        const auto recorded = recordRefusal(**ledger, *connector, order.kind, setup.failure());
        return recorded ? setup.failure() : recorded.failure();
    }
    RunContext &context = setup->context;
    context.destination->setWriter(writerNumber(m_engine, connector->id));
    context.from = order.from;
    context.to = order.to;
    context.reasons = order.reasons;
    context.partialOnly = order.partialOnly;
    context.repairCopies = order.repairCopies;

    const auto begun = begin(**ledger, context, setup->mappingProblems);
    if (!begun)
        return begun.failure();
    context.run = *begun;

    ImportPipeline::End pipelineEnd;
    auto ready = bindDestination(*context.destination, m_engine, **ledger, *connector, control.cancel);
    if (ready)
        ready = readBackIfNew(**ledger, *connector, context, control);
    if (ready)
        ready = recallDirectory(**ledger, context);
    if (ready) {
        pipelineEnd = ImportPipeline(context).run(feedsFor(context, order), control);
        if (!pipelineEnd.failure && !pipelineEnd.cancelled) {
            if (auto cared = careForDeliveries(**ledger, context, control); !cared)
                pipelineEnd.failure = cared.failure();
        }
        if (auto kept = keepDirectory(**ledger, context, m_engine.clock->now()); !kept && !pipelineEnd.failure)
            pipelineEnd.failure = kept.failure();
    } else {
        pipelineEnd.cancelled = control.cancel.isCancelled();
        if (!pipelineEnd.cancelled)
            pipelineEnd.failure = ready.failure();
    }
    if (pipelineEnd.failure)
        pipelineEnd.failure = asSourceUnavailable(*pipelineEnd.failure, context.settings.source);
    return end(**ledger, *connector, context.run, pipelineEnd);
}

Result<void> ImportRun::recordRefusal(Ledger &ledger, const ConnectorRecord &connector, RunKind kind, const Failure &failure)
{
    RunRecord run;
    run.connectorId = connector.id;
    run.kind = kind;
    run.settings = connector.settings;
    run.started = m_engine.clock->now();
    {
        auto transaction = Transaction::begin(ledger);
        if (!transaction)
            return transaction.failure();
        RunTable runs(ledger);
        if (auto settled = settleInterruption(ledger, connector.id, run.started); !settled)
            return settled;
        const auto inserted = runs.insert(run);
        if (!inserted)
            return inserted.failure();
        run.id = *inserted;
        if (auto committed = transaction->commit(); !committed)
            return committed;
    }
    ImportPipeline::End pipelineEnd;
    pipelineEnd.failure = failure;
    const auto ended = end(ledger, connector, std::move(run), pipelineEnd);
    return ended ? Result<void>() : Result<void>(ended.failure());
}

Result<void> ImportRun::careForDeliveries(Ledger &ledger, const RunContext &context, const RunControl &control)
{
    const auto end = DeliveryAftercare(context, ledger).finish(control.cancel);
    if (!end)
        return end.failure();
    auto transaction = Transaction::begin(ledger);
    if (!transaction)
        return transaction.failure();
    FindingTable findings(ledger);
    if (end->notMoved) {
        if (auto replaced = findings.replace(context.connectorId, deliveryNotMovedKind, *end->notMoved, m_engine.clock->now()); !replaced)
            return replaced;
    }
    const auto known = findings.all(context.connectorId);
    if (!known)
        return known.failure();
    for (const auto &[failure, delivery] : end->problems) {
        // What a person has explained need not be told again.
        const bool explained = std::any_of(known->begin(), known->end(), [&name = delivery](const Finding &finding) {
            return finding.kind == deliveryNotMovedKind && finding.subject == name && !finding.explanation.isEmpty();
        });
        if (explained)
            continue;
        if (auto noted = RunTable(ledger).addNote(context.run.id, QString(failureCodeName(failure.code)), failure.arguments); !noted)
            return noted;
    }
    return transaction->commit();
}

Result<RunRecord> ImportRun::begin(Ledger &ledger, RunContext &context, const std::vector<MappingProblem> &problems)
{
    auto transaction = Transaction::begin(ledger);
    if (!transaction)
        return transaction.failure();
    RunTable runs(ledger);
    if (auto settled = settleInterruption(ledger, context.connectorId, context.run.started); !settled)
        return settled.failure();
    RunRecord run = context.run;
    const auto inserted = runs.insert(run);
    if (!inserted)
        return inserted.failure();
    run.id = *inserted;
    int notes = 0;
    for (const MappingProblem &problem : problems) {
        if (problem.rowUsed || ++notes > mostMappingNotes)
            continue;
        const QStringList arguments{QString::number(problem.line), mappingProblemName(problem.kind)};
        if (auto noted = runs.addNote(run.id, QStringLiteral("mapping-problem"), arguments); !noted)
            return noted.failure();
    }
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return run;
}

Result<void> ImportRun::readBackIfNew(Ledger &ledger, ConnectorRecord connector, RunContext &context, const RunControl &control)
{
    ItemTable items(ledger);
    if (connector.needsReadBack) {
        if (control.progress) {
            ProgressSnapshot snapshot;
            snapshot.phase = ProgressSnapshot::Phase::ReadingBack;
            snapshot.started = snapshot.lastActivity = context.run.started;
            control.progress(snapshot);
        }
        const auto found = readArchiveBack(*context.destination, ledger, connector.id, control.cancel);
        if (!found)
            return found.failure();
        auto transaction = Transaction::begin(ledger);
        if (!transaction)
            return transaction.failure();
        connector.needsReadBack = false;
        if (auto updated = ConnectorTable(ledger).update(connector); !updated)
            return updated;
        if (auto committed = transaction->commit(); !committed)
            return committed;
    }
    const auto has = items.hasArchiveKeys(connector.id);
    if (!has)
        return has.failure();
    context.archiveKeys = *has;
    return {};
}

Result<RunRecord> ImportRun::end(Ledger &ledger, const ConnectorRecord &connector, RunRecord run, const ImportPipeline::End &pipelineEnd)
{
    auto transaction = Transaction::begin(ledger);
    if (!transaction)
        return transaction.failure();
    const auto quarantined = DeliveryTable(ledger).countWithState(connector.id, DeliveryState::Quarantined);
    if (!quarantined)
        return quarantined.failure();
    run.sums = pipelineEnd.sums;
    run.sums.quarantined = *quarantined;
    run.finished = std::max(m_engine.clock->now(), run.started);
    // A ledger that failed in mid-run has taken no receipts: what was on its way is looked for by the next run.
    const auto open = ItemTable(ledger).cancelOpen(connector.id, run.finished);
    if (!open)
        return open.failure();
    if (*open > 0) {
        run.sums.failed += *open;
        run.sums.reasons[FailureReason::Cancelled] += *open;
    }
    const bool fromSource = run.kind == RunKind::Sync || run.kind == RunKind::Resync;
    const auto waiting = fromSource ? hasWaitingDeliveries(ledger, connector.id) : Result<bool>(false);
    if (!waiting)
        return waiting.failure();
    run.state = stateOf(pipelineEnd, run.sums, *waiting);
    if (pipelineEnd.failure) {
        run.errorCode = failureCodeName(pipelineEnd.failure->code);
        run.errorArguments =
            QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(pipelineEnd.failure->arguments)).toJson(QJsonDocument::Compact));
    }
    if (auto updated = RunTable(ledger).update(run); !updated)
        return updated.failure();

    // Settings may have been looked at since; only the time of the next run is this run's to set.
    auto now = ConnectorTable(ledger).find(connector.name);
    if (now && fromSource) {
        // A run that could not work is tried again soon, not a day later.
        const int hours = run.state == RunState::Failed ? 1 : ConnectorSettings::fromJson(now->settings).intervalHours;
        now->nextDue = run.started.addSecs(qint64(hours) * 3600);
        if (auto updated = ConnectorTable(ledger).update(*now); !updated)
            return updated.failure();
    }
    if (auto audited = auditRun(ledger, m_engine, connector.name, run); !audited)
        return audited.failure();
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return run;
}

} // namespace tallybridge
