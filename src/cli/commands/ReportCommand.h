#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Writes a report of a run.
class ReportCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
