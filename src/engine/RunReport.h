#pragma once

#include "engine/ConnectorSettings.h"
#include "ledger/DeliveryRecord.h"
#include "ledger/FindingTable.h"
#include "ledger/ItemTable.h"
#include "ledger/RunTable.h"

#include <QByteArray>
#include <QDateTime>
#include <optional>
#include <vector>

namespace tallybridge {

/// Everything a report says of one run: codes and values, no sentences.
struct RunReport {
    QString connector;
    QString connectorType;
    std::optional<ConnectorSettings> settings; ///< as the run had them; nothing for a run made before they were kept
    RunRecord run;
    std::vector<ItemTable::ListedCopy> failures; ///< failed and partial copies as the run left them
    std::vector<ItemTable::ListedCopy> waived;   ///< copies of the connector that were settled by hand
    std::vector<DeliveryRecord> quarantine;      ///< deliveries in quarantine now
    std::vector<Finding> findings;               ///< open findings of the connector
    std::vector<RunTable::Note> notes;
    QByteArray auditHead; ///< 32 raw bytes
    QDateTime made;       ///< UTC
};

} // namespace tallybridge
