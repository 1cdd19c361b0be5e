#pragma once

#include "core/Result.h"
#include "core/platform.h"
#include "engine/EngineContext.h"
#include "ledger/ConnectorRecord.h"
#include "ledger/Ledger.h"
#include "ledger/Transaction.h"

#include <memory>

namespace tallybridge {

/// A connector that nobody else runs or changes: the ledger open to write, the connector's lock held as long as this lives. One thread.
class LockedConnector
{
public:
    /// Failures: the ledger's, ConnectorNotFound, ConnectorBusy.
    static Result<LockedConnector> open(const EngineContext &engine, const QString &name);

    Ledger &ledger() { return *m_ledger; }
    /// As the ledger had it when the lock was taken.
    ConnectorRecord &record() { return m_record; }
    /// Has to end before this does. Failures: Transaction::begin()'s.
    Result<Transaction> begin() { return Transaction::begin(*m_ledger); }

private:
    LockedConnector(std::unique_ptr<Ledger> ledger, std::unique_ptr<platform::FileLock> lock, ConnectorRecord record)
        : m_ledger(std::move(ledger)), m_lock(std::move(lock)), m_record(std::move(record))
    {
    }

    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<platform::FileLock> m_lock;
    ConnectorRecord m_record;
};

} // namespace tallybridge
