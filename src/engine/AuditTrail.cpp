#include "engine/AuditTrail.h"

#include "ledger/AuditLog.h"
#include "ledger/Transaction.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tallybridge {

Result<void> audit(Ledger &ledger, const EngineContext &engine, const QString &action, const QString &subject, const QJsonObject &before,
                   const QJsonObject &after)
{
    AuditEvent event;
    event.at = engine.clock->now();
    event.account = engine.account;
    event.action = action;
    event.subject = subject;
    event.before = before;
    event.after = after;
    const auto head = AuditLog(ledger).append(std::move(event));
    return head ? Result<void>() : Result<void>(head.failure());
}

Result<void> auditAlone(const EngineContext &engine, const QString &action, const QString &subject, const QJsonObject &before,
                        const QJsonObject &after)
{
    auto ledger = Ledger::open(engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    auto transaction = Transaction::begin(**ledger);
    if (!transaction)
        return transaction.failure();
    if (auto audited = audit(**ledger, engine, action, subject, before, after); !audited)
        return audited;
    return transaction->commit();
}

Result<void> auditRun(Ledger &ledger, const EngineContext &engine, const QString &connector, const RunRecord &run)
{
    QJsonObject sums{
        {QLatin1String("run"), run.id},
        {QLatin1String("kind"), runKindName(run.kind)},
        {QLatin1String("state"), runStateName(run.state)},
        {QLatin1String("available_from_source"), run.sums.availableFromSource},
        {QLatin1String("available_for_import"), run.sums.availableForImport()},
        {QLatin1String("imported"), run.sums.imported},
        {QLatin1String("partial"), run.sums.partial},
        {QLatin1String("skipped"), run.sums.skipped},
        {QLatin1String("failed"), run.sums.failed},
        {QLatin1String("quarantined"), run.sums.quarantined},
    };
    if (!run.errorCode.isEmpty()) {
        sums.insert(QLatin1String("error"), run.errorCode);
        sums.insert(QLatin1String("arguments"), QJsonDocument::fromJson(run.errorArguments.toUtf8()).array());
    }
    return audit(ledger, engine, QStringLiteral("run-ended"), connector, {}, sums);
}

} // namespace tallybridge
