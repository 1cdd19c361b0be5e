#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Writes a mapping file to fill in.
class MappingTemplateCommand : public Command
{
public:
    CommandSpec spec() const override;
    ExitCode run(const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
