#pragma once

#include "cli/Console.h"
#include "ledger/RunRecord.h"

namespace tallybridge {

/// The run for people: state, times, the sums line that adds up, failed copies by reason with the remedy.
QString runText(const QString &connector, const RunRecord &run);

/// Why the run ended, one sentence; empty when nothing went wrong.
QString runErrorText(const RunRecord &run);

/// Prints what a run that was just made came to and gives the exit code for it. A run that could not be made prints the
/// error.
ExitCode presentRun(Console &console, const QString &connector, const RunRecord &run, bool dryRun = false);

/// "2026-11-22 15:08:30 UTC", or a dash when invalid.
QString timeText(const QDateTime &time);

} // namespace tallybridge
