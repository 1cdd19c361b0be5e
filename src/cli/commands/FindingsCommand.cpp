#include "cli/commands/FindingsCommand.h"

#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/NoteText.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec FindingsCommand::spec() const
{
    return {u"findings"_s,
            u"list gaps in what the source delivered"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {},
            {u"findings Sales"_s, u"findings Sales --json"_s},
            u"A missing file number and a day without a delivery stay open until the deliveries come."_s};
}

ExitCode FindingsCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const auto findings = service.findings(arguments.word(0));
    if (!findings)
        return console.fail(findings.failure());
    QJsonArray array;
    Table table({u">ID"_s, u"SINCE"_s, u"FINDING"_s});
    for (const Finding &finding : *findings) {
        array.append(jsonFinding(finding));
        table.add({QString::number(finding.id), timeText(finding.since), findingText(finding.kind, finding.subject)});
    }
    console.document(array);
    if (findings->empty())
        console.tell(u"There is no open finding."_s);
    else
        console.print(table.text());
    return ExitCode::Success;
}

} // namespace tallybridge
