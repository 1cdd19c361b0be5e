#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "engine/EngineContext.h"
#include "engine/RunContext.h"
#include "ledger/ConnectorRecord.h"
#include "mapping/MappingFile.h"

#include <vector>

namespace tallybridge {

/// A run's context, made anew from the connector's settings, and what was odd about its mapping file.
struct RunSetup {
    RunContext context;
    std::vector<MappingProblem> mappingProblems;

    /// Makes source, destination and mapping. context.run has the kind and start only. Failures: the Backends', MappingFile's.
    static Result<RunSetup> make(const EngineContext &engine, const ConnectorRecord &connector, RunKind kind, const CancelToken &cancel);
};

} // namespace tallybridge
