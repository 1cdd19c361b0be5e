#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Writes a copy of the ledger.
class LedgerBackupCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
