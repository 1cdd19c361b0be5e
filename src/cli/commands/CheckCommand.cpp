#include "cli/commands/CheckCommand.h"

#include "cli/ConnectorJson.h"
#include "cli/SourceSignIn.h"
#include "cli/Table.h"
#include "cli/wording/CheckText.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec CheckCommand::spec() const
{
    return {
        u"check"_s,
        u"check source, mapping and destination of a connector live"_s,
        {{u"NAME"_s, u"the connector's name"_s}},
        secretOptions(),
        {u"check Sales"_s, u"check Sales --json"_s},
        u"Nothing is imported. A \"no\" ends with exit code 3. For Microsoft 365 it ends with the checklist for the first real tenant."_s};
}

ExitCode CheckCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    askForPassword(service, arguments.word(0), session);
    const auto results = service.check(arguments.word(0), session.cancelToken());
    if (!results)
        return console.fail(results.failure());
    QJsonArray array;
    Table table({QString(), QString(), QString()});
    for (const CheckResult &result : *results) {
        array.append(jsonCheck(result));
        table.add({checkQuestion(result), checkAnswerText(result.answer), checkDetail(result)});
    }
    console.document(array);
    console.print(table.text());
    return exitCodeOf(*results);
}

} // namespace tallybridge
