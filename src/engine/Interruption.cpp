#include "engine/Interruption.h"

#include "engine/ConnectorLock.h"
#include "ledger/ItemTable.h"
#include "ledger/Ledger.h"
#include "ledger/RunTable.h"
#include "ledger/Transaction.h"

namespace tallybridge {

Result<void> settleInterruption(Ledger &ledger, qint64 connectorId, const QDateTime &now)
{
    RunTable runs(ledger);
    auto newest = runs.newest(connectorId);
    if (!newest)
        return newest.failure();
    const auto cancelled = ItemTable(ledger).cancelOpen(connectorId, now);
    if (!cancelled)
        return cancelled.failure();
    if (*newest && (*newest)->state == RunState::Running && *cancelled > 0) {
        RunRecord &run = **newest;
        run.sums.failed += *cancelled;
        run.sums.reasons[FailureReason::Cancelled] += *cancelled;
        if (auto updated = runs.update(run); !updated)
            return updated;
    }
    const auto marked = runs.markInterrupted(connectorId, now);
    return marked ? Result<void>() : Result<void>(marked.failure());
}

void noticeInterruption(const EngineContext &engine, Ledger &reader, qint64 connectorId, const QString &connectorName)
{
    const auto newest = RunTable(reader).newest(connectorId);
    if (!newest || !newest->has_value() || (*newest)->state != RunState::Running)
        return;
    const auto lock = lockConnector(engine, connectorId, connectorName);
    if (!lock)
        return; // it is going on
    auto ledger = Ledger::open(engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return;
    auto transaction = Transaction::begin(**ledger);
    if (transaction && settleInterruption(**ledger, connectorId, engine.clock->now()))
        (void)transaction->commit();
}

} // namespace tallybridge
