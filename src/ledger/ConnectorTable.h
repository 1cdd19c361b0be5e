#pragma once

#include "core/Result.h"
#include "ledger/ConnectorRecord.h"

#include <vector>

namespace tallybridge {

class Ledger;

/// The connectors. Names are unique without regard to case. Writers call it inside a Transaction.
class ConnectorTable
{
public:
    explicit ConnectorTable(Ledger &ledger) : m_ledger(ledger) {}

    /// Returns the new id. Failures: ConnectorNameTaken, and Transaction's.
    Result<qint64> insert(const ConnectorRecord &record);
    /// Writes name, settings, nextDue and needsReadBack. Failures: ConnectorNotFound, ConnectorNameTaken.
    Result<void> update(const ConnectorRecord &record);
    /// Removes the connector with its runs, deliveries, items and copies; audit events stay. Failures: ConnectorNotFound [id].
    Result<void> remove(qint64 id);

    /// Failures: ConnectorNotFound.
    Result<ConnectorRecord> find(const QString &name) const;
    Result<std::vector<ConnectorRecord>> all() const;

private:
    Ledger &m_ledger;
};

} // namespace tallybridge
