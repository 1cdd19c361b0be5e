#pragma once

#include "core/CancelToken.h"
#include "engine/CheckResult.h"
#include "engine/EngineContext.h"
#include "ledger/ConnectorRecord.h"
#include "ledger/FindingTable.h"
#include "ledger/Ledger.h"

#include <vector>

namespace tallybridge {

/// Looks live at everything a connector needs to work. Arguments of the answers:
/// Source [url], Deliveries [count, newest name; when No: the first that cannot be read, how many; or 0, "", how many
/// there were before], Imports [when No: how many deliveries are half imported, the first of them], Mapping [rows used, rows not used; when
/// No: line and problem of the first of these], Destination [url], Mailbox [address], FirstTenant [point], Findings [count, the first
/// subjects].
class ConnectorCheck
{
public:
    explicit ConnectorCheck(const EngineContext &engine) : m_engine(engine) {}

    /// findings: the connector's open ones.
    std::vector<CheckResult> run(Ledger &ledger, const ConnectorRecord &connector, const std::vector<Finding> &findings,
                                 const CancelToken &cancel) const;

private:
    const EngineContext &m_engine;
};

} // namespace tallybridge
