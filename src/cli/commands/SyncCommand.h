#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// One run of a connector, or of all whose time has come.
class SyncCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
