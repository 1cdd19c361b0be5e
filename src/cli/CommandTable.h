#pragma once

#include "cli/Command.h"

#include <memory>
#include <vector>

namespace tallybridge {

/// All commands, in the order of the help.
std::vector<std::unique_ptr<Command>> makeCommands();

} // namespace tallybridge
