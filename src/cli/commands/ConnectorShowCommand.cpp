#include "cli/commands/ConnectorShowCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec ConnectorShowCommand::spec() const
{
    return {u"connector show"_s,
            u"show the settings and the last run of a connector"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {},
            {u"connector show Sales"_s, u"connector show Sales --json"_s}};
}

ExitCode ConnectorShowCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const auto connector = service.find(arguments.word(0));
    if (!connector)
        return console.fail(connector.failure());
    const ConnectorSettings &settings = connector->settings;
    const auto orElse = [](const QString &text, const QString &otherwise) { return text.isEmpty() ? otherwise : text; };
    Table table({QString(), QString()});
    table.add({u"Name"_s, connector->name});
    table.add({u"Type"_s, connector->type ? QString(connector->type->displayName) : QString()});
    table.add({u"Source"_s, settings.source});
    table.add({u"Destination"_s, settings.destination});
    table.add({u"Mapping file"_s, orElse(settings.mappingFile, u"none"_s)});
    table.add({u"Mapping by item's address"_s, settings.automaticMapping ? u"on"_s : u"off"_s});
    table.add({u"Default region"_s, orElse(settings.defaultRegion, u"none"_s)});
    table.add({u"Size limit"_s, sizeText(settings.sizeLimit)});
    table.add({u"Domains"_s, orElse(settings.domains.join(u", "_s), u"any"_s)});
    table.add({u"Originals"_s, settings.attachOriginal ? u"attached to each mail"_s : u"not attached; their SHA-256 is kept"_s});
    table.add({u"Created"_s, timeText(connector->created)});
    table.add({u"Next run"_s, timeText(connector->nextDue)});
    console.document(jsonConnector(*connector));
    console.print(table.text());
    console.print(connector->newestRun ? runText(connector->name, *connector->newestRun) : u"It never ran."_s);
    return ExitCode::Success;
}

} // namespace tallybridge
