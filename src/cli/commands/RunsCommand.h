#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// All runs of a connector with their notes.
class RunsCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
