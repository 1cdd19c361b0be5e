#pragma once

#include "core/Result.h"
#include "ledger/DeliveryRecord.h"

#include <optional>
#include <vector>

namespace tallybridge {

class Ledger;

/// The deliveries. Writers call it inside a Transaction.
class DeliveryTable
{
public:
    explicit DeliveryTable(Ledger &ledger) : m_ledger(ledger) {}

    Result<qint64> insert(const DeliveryRecord &record);
    /// Writes state, counts, problem, acceptable and acceptedByHand.
    Result<void> update(const DeliveryRecord &record);

    Result<std::optional<DeliveryRecord>> find(qint64 id) const;
    Result<std::optional<DeliveryRecord>> find(qint64 connectorId, const QString &name, const QByteArray &sha256) const;
    /// All with this name (other bytes under the same name are another delivery), newest first.
    Result<std::vector<DeliveryRecord>> withName(qint64 connectorId, const QString &name) const;
    Result<std::vector<DeliveryRecord>> withState(qint64 connectorId, DeliveryState state) const;
    Result<std::vector<DeliveryRecord>> ofConnector(qint64 connectorId) const;
    Result<qint64> countWithState(qint64 connectorId, DeliveryState state) const;

private:
    Ledger &m_ledger;
};

} // namespace tallybridge
