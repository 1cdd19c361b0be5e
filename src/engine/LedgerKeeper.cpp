#include "engine/LedgerKeeper.h"

#include "core/platform.h"
#include "engine/AuditTrail.h"
#include "ledger/Transaction.h"

#include <QDir>

#include <vector>

namespace tallybridge {

namespace {

Result<void> auditFile(const EngineContext &engine, const QString &action, const QString &file)
{
    auto ledger = Ledger::open(engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    auto transaction = Transaction::begin(**ledger);
    if (!transaction)
        return transaction.failure();
    const QJsonObject after{{QLatin1String("file"), QDir(file).absolutePath()}};
    if (auto audited = audit(**ledger, engine, action, QStringLiteral("ledger"), {}, after); !audited)
        return audited;
    return transaction->commit();
}

} // namespace

Result<void> LedgerKeeper::backup(const QString &file)
{
    {
        auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadOnly);
        if (!ledger)
            return ledger.failure();
        if (auto written = (*ledger)->backup(file); !written)
            return written;
    }
    return auditFile(m_engine, QStringLiteral("ledger-backed-up"), file);
}

Result<QString> LedgerKeeper::restore(const QString &file)
{
    // The ledger in place may be unreadable: the lock files tell who runs.
    const QDir locks(m_engine.dataFolder + QLatin1String("/locks"));
    std::vector<std::unique_ptr<platform::FileLock>> held;
    for (const QString &name : locks.entryList({QStringLiteral("*.lock")}, QDir::Files)) {
        auto lock = platform::tryLock(locks.filePath(name));
        if (!lock)
            return lock.failure();
        if (!*lock)
            return Failure{FailureCode::ConnectorBusy, {name}, {}, true};
        held.push_back(std::move(*lock));
    }
    auto kept = Ledger::restore(file, m_engine.ledgerPath());
    if (!kept)
        return kept;
    if (auto audited = auditFile(m_engine, QStringLiteral("ledger-restored"), file); !audited)
        return audited.failure();
    return kept;
}

} // namespace tallybridge
