#pragma once

#include "cli/Session.h"

#include <optional>

namespace tallybridge {

/// Before a connector is created or changed: sees to it that the host key of its source is accepted. An unknown one is shown; on a terminal
/// the user is asked, otherwise that ends the command. A server that does not answer is a warning when the key was given. Gives the exit
/// code that ends the command.
std::optional<ExitCode> acceptHostKey(const ConnectorService &service, ConnectorSettings &settings, Session &session);

/// Afterwards: keeps the password given by option or prompt in the keychain; says so when there is none.
void keepPassword(ConnectorService &service, const Connector &connector, const Arguments &arguments, Session &session);

/// Before a command that signs in: asks for a password that nobody has, on a terminal.
void askForPassword(const ConnectorService &service, const QString &name, Session &session);

} // namespace tallybridge
