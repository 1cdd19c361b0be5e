#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Checks a mapping file.
class MappingCheckCommand : public Command
{
public:
    CommandSpec spec() const override;
    ExitCode run(const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
