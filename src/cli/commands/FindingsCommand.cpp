#include "cli/commands/FindingsCommand.h"

#include "cli/OptionValues.h"
#include "cli/RunPresentation.h"
#include "cli/Table.h"
#include "cli/wording/NoteText.h"
#include "cli/wording/Phrase.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

ExitCode explain(ConnectorService &service, const Arguments &arguments, Console &console)
{
    qint64 id = 0;
    if (const auto refused = readNumber(arguments, "--explain"_L1, u"findings"_s, id, console))
        return *refused;
    const auto explained = service.explainFinding(arguments.word(0), id, arguments.value("--because"_L1).trimmed());
    if (!explained)
        return console.fail(explained.failure());
    console.document(QJsonObject{{u"explained"_s, id}});
    console.tell(phrase(u"Explained the finding %1; it stays on the list."_s, {QString::number(id)}));
    return ExitCode::Success;
}

} // namespace

CommandSpec FindingsCommand::spec() const
{
    return {
        u"findings"_s,
        u"list gaps in what the source delivered, and explain them"_s,
        {{u"NAME"_s, u"the connector's name"_s}},
        {{u"--explain"_s, u"ID"_s, u"explain this finding; it stays on the list with the explanation"_s},
         {u"--because"_s, u"TEXT"_s, u"why; it goes into the audit with your account and the time"_s}},
        {u"findings Sales"_s, u"findings Sales --json"_s, u"findings Sales --explain 7 --because \"Public holiday, nobody was at work\""_s},
        u"A missing file number, a day without a delivery, and a delivery that could not be read or is gone unfinished stay open until "
        u"they are filled or "
        "explained; \"check\" says no as long as any is open."_s};
}

ExitCode FindingsCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    if (arguments.has("--explain"_L1))
        return explain(service, arguments, console);
    if (arguments.has("--because"_L1))
        return console.failUsage(u"The option --because needs --explain."_s, u"findings"_s);
    const auto findings = service.findings(arguments.word(0));
    if (!findings)
        return console.fail(findings.failure());
    QJsonArray array;
    Table table({u">ID"_s, u"SINCE"_s, u"FINDING"_s, u"EXPLANATION"_s});
    for (const Finding &finding : *findings) {
        array.append(jsonFinding(finding));
        table.add({QString::number(finding.id), timeText(finding.since), findingText(finding.kind, finding.subject), finding.explanation});
    }
    console.document(array);
    if (findings->empty())
        console.tell(u"There is no finding."_s);
    else
        console.print(table.text());
    return ExitCode::Success;
}

} // namespace tallybridge
