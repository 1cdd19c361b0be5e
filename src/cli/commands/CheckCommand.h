#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Live checks of a connector.
class CheckCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
