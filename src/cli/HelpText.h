#pragma once

#include "cli/CommandSpec.h"

#include <span>

namespace tallybridge {

/// The general help: all commands, the options every command takes, exit codes.
QString generalHelp(std::span<const CommandSpec> commands);

/// The help of one command: usage, arguments, options, examples.
QString commandHelp(const CommandSpec &command);

/// The commands that begin with the same word, e.g. "connector".
QString groupHelp(const QString &group, std::span<const CommandSpec> commands);

} // namespace tallybridge
