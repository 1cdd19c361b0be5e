#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Gaps in what the source delivered.
class FindingsCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
