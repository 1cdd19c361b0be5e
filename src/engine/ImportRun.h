#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"
#include "engine/ImportPipeline.h"
#include "engine/RunControl.h"
#include "engine/RunSetup.h"
#include "ledger/ConnectorRecord.h"
#include "ledger/Ledger.h"
#include "ledger/RunRecord.h"

#include <QDate>
#include <set>
#include <vector>

namespace tallybridge {

/// One run of a connector that writes: takes its lock, records the run, reads the archive back when the ledger is new, runs the pipeline,
/// and records in what state it ended.
class ImportRun
{
public:
    /// What the run is asked to do.
    struct Order {
        RunKind kind = RunKind::Sync;
        QDate from;
        QDate to;
        std::vector<FailureReason> reasons; ///< of a retry
        bool partialOnly = false;           ///< of a retry
        std::set<qint64> repairCopies;      ///< of a repair
        std::vector<qint64> repairItems;    ///< the items these copies belong to
    };

    explicit ImportRun(const EngineContext &engine) : m_engine(engine) {}

    /// Blocks until the run has ended. Failures: what kept it from starting (ConnectorBusy, ConnectorNotFound, the ledger's; and those
    /// of the Backends and the mapping, which leave a failed run).
    Result<RunRecord> run(const QString &connectorName, const Order &order, const RunControl &control);

private:
    /// A run that could not start stands among the runs as one that failed.
    Result<void> recordRefusal(Ledger &ledger, const ConnectorRecord &connector, RunKind kind, const Failure &failure);
    Result<void> careForDeliveries(Ledger &ledger, const RunContext &context, const RunControl &control);
    Result<RunRecord> begin(Ledger &ledger, RunContext &context, const std::vector<MappingProblem> &problems);
    Result<void> readBackIfNew(Ledger &ledger, ConnectorRecord connector, RunContext &context, const RunControl &control);
    Result<RunRecord> end(Ledger &ledger, const ConnectorRecord &connector, RunRecord run, const ImportPipeline::End &pipelineEnd);

    const EngineContext &m_engine;
};

} // namespace tallybridge
