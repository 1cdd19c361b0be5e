#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Removes a connector.
class ConnectorRemoveCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
