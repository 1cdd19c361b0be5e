#pragma once

#include "cli/Arguments.h"
#include "cli/Console.h"
#include "engine/ConnectorSettings.h"

#include <optional>

namespace tallybridge {

/// Puts the options about a source that signs in into the settings (--accept-host-key, --secret-file, --after-import, --bandwidth-limit,
/// --source-timeout). Says what is wrong and gives the exit code; nothing when all is right.
std::optional<ExitCode> applySourceOptions(const Arguments &arguments, const QString &command, ConnectorSettings &settings,
                                           Console &console);

/// True for sources that need a sign-in.
bool signsIn(const ConnectorSettings &settings);

} // namespace tallybridge
