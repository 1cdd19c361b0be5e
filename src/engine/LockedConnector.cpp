#include "engine/LockedConnector.h"

#include "engine/ConnectorLock.h"
#include "ledger/ConnectorTable.h"

namespace tallybridge {

Result<LockedConnector> LockedConnector::open(const EngineContext &engine, const QString &name)
{
    auto ledger = Ledger::open(engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    auto record = ConnectorTable(**ledger).find(name);
    if (!record)
        return record.failure();
    auto lock = lockConnector(engine, record->id, record->name);
    if (!lock)
        return lock.failure();
    // A run may have ended since.
    record = ConnectorTable(**ledger).find(name);
    if (!record)
        return record.failure();
    return LockedConnector(std::move(*ledger), std::move(*lock), std::move(*record));
}

} // namespace tallybridge
