#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Asks an administrator for the consent that a connector's access to Microsoft 365 needs, and proves that it is there.
class ConnectorConsentCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
