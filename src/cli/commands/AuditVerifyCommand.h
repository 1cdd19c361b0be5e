#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Checks the chain of audit events.
class AuditVerifyCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
