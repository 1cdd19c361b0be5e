#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// The unsettled copies of a connector.
class FailuresCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
