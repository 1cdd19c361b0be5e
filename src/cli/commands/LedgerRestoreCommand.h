#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Puts a backup in the place of the ledger.
class LedgerRestoreCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
