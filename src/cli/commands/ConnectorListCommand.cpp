#include "cli/commands/ConnectorListCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/RunStateText.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec ConnectorListCommand::spec() const
{
    return {u"connector list"_s,
            u"list the connectors"_s,
            {},
            {},
            {u"connector list"_s, u"connector list --json"_s},
            u"With --quiet only the names are printed, one a line."_s};
}

ExitCode ConnectorListCommand::runWith(ConnectorService &service, const Arguments &, Session &session) const
{
    Console &console = session.console();
    const auto connectors = service.list();
    if (!connectors)
        return console.fail(connectors.failure());
    QJsonArray array;
    Table table({u"NAME"_s, u"TYPE"_s, u"LAST RUN"_s, u"STATE"_s, u"NEXT RUN"_s});
    QString names;
    for (const Connector &connector : *connectors) {
        array.append(jsonConnector(connector));
        names += QString(connector.name + u'\n');
        const auto &run = connector.newestRun;
        table.add({connector.name, connector.type ? QString(connector.type->displayName) : QString(),
                   run ? timeText(run->started) : u"never"_s, run ? runStateText(run->state) : QString(), timeText(connector.nextDue)});
    }
    console.document(array);
    if (connectors->empty())
        console.tell(u"There is no connector yet; create one with \"tallybridgectl connector add\"."_s);
    else
        console.print(console.quiet() ? names : table.text());
    return ExitCode::Success;
}

} // namespace tallybridge
