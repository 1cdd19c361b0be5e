#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Shows what a ZIP or EML holds.
class InspectCommand : public Command
{
public:
    CommandSpec spec() const override;
    ExitCode run(const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
