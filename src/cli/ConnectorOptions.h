#pragma once

#include "cli/Arguments.h"
#include "cli/CommandSpec.h"
#include "cli/Console.h"
#include "engine/ConnectorSettings.h"

#include <optional>

namespace tallybridge {

/// The options of `connector add` and `connector edit` that change settings, and those of the contract that this
/// version refuses.
std::vector<OptionSpec> connectorOptions();

/// Puts the options that were given into the settings. Says what is wrong and gives the exit code; nothing when all is
/// right.
std::optional<ExitCode> applyConnectorOptions(const Arguments &arguments, const QString &command, ConnectorSettings &settings,
                                              Console &console);

/// Warns when a connector's source folder is not there (yet). source: as ConnectorSettings::source.
void warnAboutSource(const QString &source, Console &console);

} // namespace tallybridge
