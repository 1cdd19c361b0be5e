#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"
#include "engine/RunReport.h"
#include "ledger/ConnectorRecord.h"
#include "ledger/Ledger.h"
#include "ledger/RunRecord.h"

#include <optional>
#include <vector>

namespace tallybridge {

/// Reads runs and what belongs to them; never waits for a writer.
class RunReader
{
public:
    explicit RunReader(const EngineContext &engine) : m_engine(engine) {}

    /// The newest run with the quarantine as it is now. A run whose process is gone reads as Interrupted.
    Result<std::optional<RunRecord>> newest(Ledger &ledger, qint64 connectorId) const;
    Result<std::vector<RunRecord>> all(Ledger &ledger, qint64 connectorId) const;
    /// runId 0: the newest. Failures: RunNotFound.
    Result<RunRecord> find(Ledger &ledger, qint64 connectorId, qint64 runId) const;
    Result<RunReport> report(Ledger &ledger, const ConnectorRecord &connector, qint64 runId) const;

private:
    Result<RunRecord> asItStands(Ledger &ledger, RunRecord run) const;

    const EngineContext &m_engine;
};

} // namespace tallybridge
