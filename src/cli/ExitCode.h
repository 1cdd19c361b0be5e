#pragma once

#include "core/Failure.h"
#include "engine/CheckResult.h"
#include "engine/ConnectorService.h"

#include <vector>

namespace tallybridge {

/// What the process ends with; a contract with other programs.
enum class ExitCode {
    Success = 0,
    Usage = 2,       ///< wrong usage, nothing was created
    Unfinished = 3,  ///< finished, but something is left to do
    Unavailable = 4, ///< could not run
    Cancelled = 130,
};

/// Usage for what the caller can put right in the call itself, else Unavailable or Cancelled.
ExitCode exitCodeOf(const Failure &failure);
ExitCode exitCodeOf(const RunRecord &run);
/// The gravest of the turns: Cancelled, then Unavailable, then Unfinished.
ExitCode exitCodeOf(const std::vector<DueResult> &results);
ExitCode exitCodeOf(const VerifyResult &result);
ExitCode exitCodeOf(const std::vector<CheckResult> &results);

} // namespace tallybridge
