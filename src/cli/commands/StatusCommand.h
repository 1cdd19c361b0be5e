#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// The newest run of each connector.
class StatusCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
