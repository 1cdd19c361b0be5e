#pragma once

#include "cli/Session.h"
#include "engine/ConnectorSettings.h"

#include <optional>

namespace tallybridge {

/// Puts the options about Microsoft 365 into the settings (--client-id, --cloud, --concurrency, --ca-file, --insecure-loopback). Says what
/// is wrong and gives the exit code; nothing when all is right.
std::optional<ExitCode> applyDestinationOptions(const Arguments &arguments, const QString &command, ConnectorSettings &settings,
                                                Console &console);

/// True for destinations that an app signs in to.
bool appSignsIn(const ConnectorSettings &settings);

/// Before a connector is created or changed: whether the files given for the app's secrets can be read.
std::optional<ExitCode> checkGivenAppSecrets(const Arguments &arguments, Session &session);

/// Afterwards: keeps the app's certificate or client secret given by option in the keychain; says so when there is neither.
void keepAppSecrets(ConnectorService &service, const Connector &connector, const Arguments &arguments, Session &session);

} // namespace tallybridge
