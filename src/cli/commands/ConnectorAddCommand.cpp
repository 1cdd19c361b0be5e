#include "cli/commands/ConnectorAddCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/ConnectorOptions.h"
#include "cli/DestinationOptions.h"
#include "cli/SourceSignIn.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec ConnectorAddCommand::spec() const
{
    CommandSpec spec;
    spec.name = u"connector add"_s;
    spec.summary = u"create a connector"_s;
    spec.options = connectorOptions();
    spec.options.insert(spec.options.begin(), {u"--name"_s, u"NAME"_s, u"what the connector is called"_s});
    spec.options.insert(spec.options.begin() + 1, {u"--type"_s, u"TYPE"_s, u"connector type, whatsapp when not given"_s});
    spec.examples = {
        u"connector add --name Sales --type whatsapp --source folder:/srv/deliveries --destination local: --mapping numbers.csv --domain contoso.com --accept-terms"_s,
        u"connector add --name WhatsApp --source sftp://archive@sftp.contoso.com/deliveries --password-file pw --accept-host-key SHA256:… --destination local: --accept-terms"_s,
        u"connector add --name M365 --source folder:in --destination graph:contoso.onmicrosoft.com --client-id 11111111-2222-3333-4444-555555555555 --certificate app.pem --accept-terms"_s,
        u"connector add --name Trial --source folder:in --destination local:/srv/archive --accept-terms"_s,
    };
    spec.more = u"Without --accept-terms the terms of service are printed and nothing is created. Problems of the mapping file "
                u"are "
                "warnings; they do not keep the connector from being created. The files of a local archive lie in clear."_s;
    return spec;
}

ExitCode ConnectorAddCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString command = u"connector add"_s;
    for (const auto &required : {"--name"_L1, "--source"_L1, "--destination"_L1}) {
        if (!arguments.has(required))
            return console.failUsage(phrase(u"The option %1 is missing."_s, {required}), command);
    }
    if (!arguments.has("--accept-terms"_L1)) {
        console.json() ? console.printToError(termsText()) : console.print(termsText());
        return console.fail(Failure{FailureCode::TermsNotAccepted, {}, {}, false});
    }
    ConnectorSettings settings;
    settings.termsSha256 = termsSha256();
    if (const auto refused = applyConnectorOptions(arguments, command, settings, console))
        return *refused;
    if (const auto refused = checkGivenAppSecrets(arguments, session))
        return *refused;
    if (arguments.has("--password-file"_L1)) {
        // Nothing is created when the file is not there.
        if (const auto password = session.givenSecret(u"password"_s); !password)
            return console.fail(password.failure());
    }
    if (const auto refused = acceptHostKey(service, settings, session))
        return *refused;
    const QString type = arguments.has("--type"_L1) ? arguments.value("--type"_L1) : u"whatsapp"_s;
    const auto connector = service.add(arguments.value("--name"_L1), type, settings);
    if (!connector)
        return console.fail(connector.failure());
    warnAboutSource(connector->settings.source, console);
    keepPassword(service, *connector, arguments, session);
    keepAppSecrets(service, *connector, arguments, session);
    console.document(jsonConnector(*connector));
    console.tell(phrase(u"Created the connector \"%1\"; check it with \"tallybridgectl check\", run it with \"tallybridgectl sync\"."_s,
                        {connector->name}));
    return ExitCode::Success;
}

} // namespace tallybridge
