#include "cli/commands/ConnectorEditCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/ConnectorOptions.h"
#include "cli/DestinationOptions.h"
#include "cli/SourceSignIn.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec ConnectorEditCommand::spec() const
{
    CommandSpec spec;
    spec.name = u"connector edit"_s;
    spec.summary = u"change a connector"_s;
    spec.arguments = {{u"NAME"_s, u"the connector's name"_s}};
    spec.options = connectorOptions();
    const std::vector<OptionSpec> more{
        {u"--name"_s, u"NEW"_s, u"give it another name"_s},
        {u"--no-mapping"_s, {}, u"use no mapping file any more"_s},
        {u"--auto-mapping"_s, {}, u"use the mail addresses that items carry again"_s},
        {u"--any-domain"_s, {}, u"mailboxes exist in any domain again"_s},
    };
    spec.options.insert(spec.options.begin(), more.begin(), more.end());
    spec.examples = {u"connector edit Sales --size-limit 25MB"_s, u"connector edit Sales --name \"Sales UK\" --mapping uk.csv"_s};
    spec.more =
        u"Only what is given changes. --domain replaces the whole list of domains. --destination, also with the former place, lets the "
        u"next "
        u"run take the archive that lies there, or begin one. Copies that were imported stay where they are: after --destination, a sync "
        u"with --from brings those that the new destination lacks."_s;
    return spec;
}

ExitCode ConnectorEditCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString command = u"connector edit"_s;
    if (!arguments.hasOptions())
        return console.failUsage(u"\"connector edit\" needs an option that says what to change."_s, command);
    for (const auto &[one, other] : {std::pair{"--no-mapping"_L1, "--mapping"_L1}, std::pair{"--auto-mapping"_L1, "--no-auto-mapping"_L1},
                                     std::pair{"--any-domain"_L1, "--domain"_L1}}) {
        if (arguments.has(one) && arguments.has(other))
            return console.failUsage(phrase(u"The options %1 and %2 exclude each other."_s, {one, other}), command);
    }
    const QString name = arguments.word(0);
    const auto former = service.find(name);
    if (!former)
        return console.fail(former.failure());
    ConnectorSettings settings = former->settings;
    if (arguments.has("--no-mapping"_L1))
        settings.mappingFile.clear();
    if (arguments.has("--auto-mapping"_L1))
        settings.automaticMapping = true;
    if (arguments.has("--any-domain"_L1))
        settings.domains.clear();
    if (arguments.has("--accept-terms"_L1))
        settings.termsSha256 = termsSha256();
    if (const auto refused = applyConnectorOptions(arguments, command, settings, console))
        return *refused;
    if (const auto refused = checkGivenAppSecrets(arguments, session))
        return *refused;
    if (arguments.has("--password-file"_L1)) {
        if (const auto password = session.givenSecret(u"password"_s); !password)
            return console.fail(password.failure());
    }
    // A key was accepted for one server only.
    if (settings.source != former->settings.source && !arguments.has("--accept-host-key"_L1))
        settings.hostKey.clear();
    if (settings.source != former->settings.source || settings.hostKey != former->settings.hostKey) {
        if (const auto refused = acceptHostKey(service, settings, session))
            return *refused;
    }
    const auto connector = service.edit(name, arguments.has("--name"_L1) ? arguments.value("--name"_L1) : former->name, settings);
    if (!connector)
        return console.fail(connector.failure());
    if (arguments.has("--password-file"_L1) || settings.source != former->settings.source)
        keepPassword(service, *connector, arguments, session);
    if (arguments.has("--certificate"_L1) || arguments.has("--client-secret-file"_L1) || arguments.has("--destination"_L1))
        keepAppSecrets(service, *connector, arguments, session);
    const auto elsewhere = service.copiesElsewhere(connector->name);
    if (!elsewhere)
        return console.fail(elsewhere.failure());
    QJsonObject document = jsonConnector(*connector);
    document.insert(u"copies_elsewhere"_s, elsewhere->copies);
    console.document(document);
    const bool moved = former->settings.destination != connector->settings.destination;
    if (elsewhere->copies > 0 && !moved && arguments.has("--destination"_L1)) {
        console.warn(phrase(u"%1 copies were imported before; the next run looks which of them lie here. \"tallybridgectl verify %2\" then "
                            u"names what is missing, and with --repair brings it."_s,
                            {QString::number(elsewhere->copies), connector->name}));
    }
    if (elsewhere->copies > 0 && moved) {
        console.warn(
            phrase(u"%1 copies lie in the former destination (%2) and do not count as imported here; \"tallybridgectl sync %3 --from "
                   u"%4\" reads the deliveries that are still at the source again and brings their copies to the new one."_s,
                   {QString::number(elsewhere->copies), former->settings.destination, connector->name,
                    elsewhere->oldestDelivery.toString(Qt::ISODate)}));
    }
    if (arguments.has("--source"_L1))
        warnAboutSource(connector->settings.source, console);
    console.tell(phrase(u"Changed the connector \"%1\"."_s, {connector->name}));
    return ExitCode::Success;
}

} // namespace tallybridge
