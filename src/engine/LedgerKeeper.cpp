#include "engine/LedgerKeeper.h"

#include "core/platform.h"
#include "engine/AuditTrail.h"
#include "engine/ConnectorLock.h"
#include "ledger/ConnectorTable.h"

#include <QDir>

#include <vector>

namespace tallybridge {

namespace {

/// The name of the connector a lock file belongs to; the file's own where the ledger in place does not tell.
QString connectorOfLock(const EngineContext &engine, const QString &lockName)
{
    if (const auto ledger = Ledger::open(engine.ledgerPath(), Ledger::Mode::ReadOnly)) {
        if (const auto connectors = ConnectorTable(**ledger).all()) {
            for (const ConnectorRecord &connector : *connectors) {
                if (lockNameOf(connector.id) == lockName)
                    return connector.name;
            }
        }
    }
    return lockName;
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
    return auditAlone(m_engine, QStringLiteral("ledger-backed-up"), QStringLiteral("ledger"), {},
                      {{QLatin1String("file"), QDir(file).absolutePath()}});
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
            return Failure{FailureCode::ConnectorBusy, {connectorOfLock(m_engine, name)}, {}, true};
        held.push_back(std::move(*lock));
    }
    auto restored = Ledger::restore(file, m_engine.ledgerPath());
    if (!restored)
        return restored.failure();
    // The chain goes on from the backup's head; only this event says which events were put aside, and where they are.
    const auto hex = [](const QByteArray &hash) { return hash.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(hash.toHex())); };
    const QJsonObject before{{QLatin1String("audit_head"), hex(restored->formerAuditHead)}};
    const QJsonObject after{{QLatin1String("file"), QDir(file).absolutePath()},
                            {QLatin1String("sha256"), hex(restored->backupSha256)},
                            {QLatin1String("kept"), restored->kept}};
    if (auto audited = auditAlone(m_engine, QStringLiteral("ledger-restored"), QStringLiteral("ledger"), before, after); !audited)
        return audited.failure();
    return std::move(restored->kept);
}

} // namespace tallybridge
