#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Deliveries that do not hold.
class QuarantineCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
