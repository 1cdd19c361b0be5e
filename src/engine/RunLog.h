#pragma once

#include "core/ProgramLog.h"
#include "core/Result.h"
#include "engine/VerifyResult.h"
#include "ledger/RunRecord.h"

namespace tallybridge {

/// Tells the program log that an operation of the engine begins. operation: as on the command line.
void logBegin(ProgramLog &log, QLatin1String operation, qint64 connectorId);
/// Tells the program log how an operation of the engine ended, and passes the result on.
Result<RunRecord> logged(ProgramLog &log, QLatin1String operation, Result<RunRecord> run);
Result<VerifyResult> logged(ProgramLog &log, QLatin1String operation, Result<VerifyResult> verified);

} // namespace tallybridge
