#pragma once

#include "cli/Arguments.h"
#include "cli/Console.h"

#include <optional>

namespace tallybridge {

/// The number (1 or more) an option such as --run gives; number stays as it is when the option was not given. Says what
/// is wrong and gives the exit code otherwise.
std::optional<ExitCode> readNumber(const Arguments &arguments, QLatin1String option, const QString &command, qint64 &number,
                                   Console &console);

/// The reason an option gives; nothing happens when it was not given.
std::optional<ExitCode> readReason(const Arguments &arguments, std::optional<FailureReason> &reason, Console &console);

} // namespace tallybridge
