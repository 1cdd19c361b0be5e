#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Creates a connector.
class ConnectorAddCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
