#include "engine/RunLog.h"

namespace tallybridge {

namespace {

void logFailure(ProgramLog &log, QLatin1String operation, const Failure &failure)
{
    log.write(LogLevel::Errors, operation, QLatin1String("failed"), {{QLatin1String("reason"), failureCodeName(failure.code)}});
}

} // namespace

void logBegin(ProgramLog &log, QLatin1String operation, qint64 connectorId)
{
    log.write(LogLevel::Information, operation, QLatin1String("began"), {{QLatin1String("connector"), connectorId}});
}

Result<RunRecord> logged(ProgramLog &log, QLatin1String operation, Result<RunRecord> run)
{
    if (!run) {
        logFailure(log, operation, run.failure());
        return run;
    }
    const bool good = run->errorCode.isEmpty();
    log.write(good ? LogLevel::Information : LogLevel::Errors, operation, runStateName(run->state),
              {{QLatin1String("connector"), run->connectorId},
               {QLatin1String("run"), run->id},
               {QLatin1String("imported"), run->sums.imported},
               {QLatin1String("partial"), run->sums.partial},
               {QLatin1String("skipped"), run->sums.skipped},
               {QLatin1String("failed"), run->sums.failed},
               {QLatin1String("quarantined"), run->sums.quarantined},
               LogField::foreign(QLatin1String("reason"), good ? QByteArray("none") : run->errorCode.toUtf8())});
    return run;
}

Result<VerifyResult> logged(ProgramLog &log, QLatin1String operation, Result<VerifyResult> verified)
{
    if (!verified) {
        logFailure(log, operation, verified.failure());
        return verified;
    }
    log.write(LogLevel::Information, operation, verified->cancelled ? QLatin1String("cancelled") : QLatin1String("ended"),
              {{QLatin1String("checked"), verified->checked},
               {QLatin1String("present"), verified->present},
               {QLatin1String("moved"), verified->moved},
               {QLatin1String("missing"), verified->missing},
               {QLatin1String("unchecked"), verified->unchecked},
               {QLatin1String("repaired"), verified->repaired}});
    return verified;
}

} // namespace tallybridge
