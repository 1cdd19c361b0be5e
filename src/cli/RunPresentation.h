#pragma once

#include "cli/Console.h"
#include "ledger/RunRecord.h"

namespace tallybridge {

class ConnectorService;

/// The run for people: state, times, the sums line that adds up, failed copies by reason with the remedy.
QString runText(const QString &connector, const RunRecord &run);

/// Why the run ended, one sentence; empty when nothing went wrong.
QString runErrorText(const RunRecord &run);

/// Prints what a run that was just made came to and gives the exit code for it. A run that could not be made prints the
/// error.
ExitCode presentRun(Console &console, const QString &connector, const RunRecord &run, bool dryRun = false);

/// Says on standard error what the run has to say besides its sums; runId 0: nothing.
void warnOfRun(Console &console, ConnectorService &service, qint64 runId);

/// Says on standard error how many copies that other runs left failed or partial wait; runId 0: nothing.
void warnOfWaitingCopies(Console &console, ConnectorService &service, const QString &connector, qint64 runId);

/// "2026-11-22 15:08:30 UTC", or a dash when invalid.
QString timeText(const QDateTime &time);

} // namespace tallybridge
