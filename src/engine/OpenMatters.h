#pragma once

#include "core/Result.h"
#include "ledger/FailureList.h"
#include "ledger/FindingTable.h"

#include <QJsonObject>
#include <QStringList>
#include <vector>

namespace tallybridge {

/// What of a connector waits for a person: it would be forgotten with the connector.
struct OpenMatters {
    std::vector<FailureGroup> failures; ///< failed and partial copies that are not settled
    QStringList quarantined;            ///< names of deliveries
    std::vector<Finding> findings;      ///< not explained and not filled

    bool isEmpty() const { return failures.empty() && quarantined.isEmpty() && findings.empty(); }
};

Result<OpenMatters> readOpenMatters(Ledger &ledger, qint64 connectorId);

/// {"failed":{reason:n},"partial":n,"quarantined":[delivery],"findings":["kind subject"]}, for the audit and the command line.
QJsonObject jsonOpenMatters(const OpenMatters &matters);

} // namespace tallybridge
