#pragma once

#include "cli/Command.h"

namespace tallybridge {

/// Makes the certificate that the app signs in with, and writes its public part.
class ConnectorCertificateCommand : public ServiceCommand
{
public:
    CommandSpec spec() const override;

protected:
    ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const override;
};

} // namespace tallybridge
