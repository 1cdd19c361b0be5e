#pragma once

#include "cli/ExitCode.h"

#include <QStringList>

namespace tallybridge {

/// Runs the command line: words are the arguments after the program's name.
ExitCode runProgram(const QStringList &words);

} // namespace tallybridge
