#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Imports failed and partial copies.
class RetryCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
