#include "engine/RunReader.h"

#include "engine/ConnectorLock.h"
#include "ledger/AuditLog.h"
#include "ledger/DeliveryTable.h"

namespace tallybridge {

namespace {

constexpr int copiesPerPage = 5000;

} // namespace

Result<RunRecord> RunReader::asItStands(Ledger &ledger, RunRecord run) const
{
    if (run.state != RunState::Running || isConnectorRunning(m_engine, run.connectorId))
        return run;
    // A run writes its end before it lets go of its lock: it may have ended since it was read.
    const auto again = RunTable(ledger).find(run.id);
    if (!again)
        return again.failure();
    if (*again)
        run = **again;
    if (run.state == RunState::Running)
        run.state = RunState::Interrupted;
    return run;
}

Result<std::optional<RunRecord>> RunReader::newest(Ledger &ledger, qint64 connectorId) const
{
    auto run = RunTable(ledger).newest(connectorId);
    if (!run || !run->has_value())
        return run;
    const auto quarantined = DeliveryTable(ledger).countWithState(connectorId, DeliveryState::Quarantined);
    if (!quarantined)
        return quarantined.failure();
    auto record = asItStands(ledger, std::move(**run));
    if (!record)
        return record.failure();
    record->sums.quarantined = *quarantined;
    return std::optional(std::move(*record));
}

Result<std::vector<RunRecord>> RunReader::all(Ledger &ledger, qint64 connectorId) const
{
    auto runs = RunTable(ledger).ofConnector(connectorId);
    if (!runs)
        return runs;
    for (RunRecord &run : *runs) {
        auto stands = asItStands(ledger, std::move(run));
        if (!stands)
            return stands.failure();
        run = std::move(*stands);
    }
    return runs;
}

Result<RunRecord> RunReader::find(Ledger &ledger, qint64 connectorId, qint64 runId) const
{
    const auto run = runId == 0 ? RunTable(ledger).newest(connectorId) : RunTable(ledger).find(runId);
    if (!run)
        return run.failure();
    if (!run->has_value() || (*run)->connectorId != connectorId)
        return Failure{FailureCode::RunNotFound, {QString::number(runId)}, {}, false};
    return asItStands(ledger, **run);
}

Result<RunReport> RunReader::report(Ledger &ledger, const ConnectorRecord &connector, qint64 runId) const
{
    RunReport report;
    report.connector = connector.name;
    report.connectorType = connector.type;
    report.made = m_engine.clock->now();
    auto run = find(ledger, connector.id, runId);
    if (!run)
        return run.failure();
    report.run = std::move(*run);
    if (!report.run.settings.isEmpty())
        report.settings = ConnectorSettings::fromJson(report.run.settings);
    ItemTable items(ledger);
    for (qint64 after = 0;;) {
        auto page = items.failures(connector.id, report.run.id, after, copiesPerPage);
        if (!page)
            return page.failure();
        if (page->empty())
            break;
        after = page->back().copy.id;
        report.failures.insert(report.failures.end(), std::make_move_iterator(page->begin()), std::make_move_iterator(page->end()));
    }
    auto waived = items.waivedCopies(connector.id);
    if (!waived)
        return waived.failure();
    report.waived = std::move(*waived);
    auto quarantine = DeliveryTable(ledger).withState(connector.id, DeliveryState::Quarantined);
    if (!quarantine)
        return quarantine.failure();
    report.quarantine = std::move(*quarantine);
    auto findings = FindingTable(ledger).all(connector.id);
    if (!findings)
        return findings.failure();
    report.findings = std::move(*findings);
    auto notes = RunTable(ledger).notes(report.run.id);
    if (!notes)
        return notes.failure();
    report.notes = std::move(*notes);
    auto head = AuditLog(ledger).head();
    if (!head)
        return head.failure();
    report.auditHead = std::move(*head);
    return report;
}

} // namespace tallybridge
