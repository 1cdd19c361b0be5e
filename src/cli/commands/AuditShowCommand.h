#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Lists the audit events.
class AuditShowCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
