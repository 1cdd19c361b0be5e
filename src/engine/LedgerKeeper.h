#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"

namespace tallybridge {

/// Backs the ledger up and puts a backup in its place, with the audit event of it.
class LedgerKeeper
{
public:
    explicit LedgerKeeper(const EngineContext &engine) : m_engine(engine) {}

    /// As Ledger::backup().
    Result<void> backup(const QString &file);
    /// As Ledger::restore(); ConnectorBusy while any connector runs. Returns where the former ledger was kept.
    Result<QString> restore(const QString &file);

private:
    const EngineContext &m_engine;
};

} // namespace tallybridge
