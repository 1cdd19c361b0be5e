#pragma once

#include "cli/Arguments.h"
#include "cli/CommandSpec.h"
#include "cli/Session.h"

namespace tallybridge {

/// One command of the program.
class Command
{
public:
    virtual ~Command() = default;
    virtual CommandSpec spec() const = 0;
    virtual ExitCode run(const Arguments &arguments, Session &session) const = 0;
};

/// A command that needs the engine.
class ServiceCommand : public Command
{
public:
    ExitCode run(const Arguments &arguments, Session &session) const final
    {
        session.takeSecrets(arguments);
        const auto service = session.service();
        if (!service)
            return session.console().fail(service.failure());
        return runWith(**service, arguments, session);
    }

protected:
    /// The connector's name as it is written in the ledger; what was typed when there is no such connector.
    static QString properName(const ConnectorService &service, const QString &typed)
    {
        const auto connector = service.find(typed);
        return connector ? connector->name : typed;
    }

    virtual ExitCode runWith(ConnectorService &service, const Arguments &arguments, Session &session) const = 0;
};

} // namespace tallybridge
