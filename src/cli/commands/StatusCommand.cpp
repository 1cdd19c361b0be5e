#include "cli/commands/StatusCommand.h"

#include "cli/RunPresentation.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec StatusCommand::spec() const
{
    return {u"status"_s,
            u"show the newest run of one connector or of all"_s,
            {{u"NAME"_s, u"the connector's name"_s, false}},
            {},
            {u"status"_s, u"status Sales --json"_s},
            u"It never waits, also while a run is under way."_s};
}

ExitCode StatusCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    QStringList names;
    if (!arguments.words().isEmpty()) {
        names << properName(service, arguments.word(0));
    } else {
        const auto connectors = service.list();
        if (!connectors)
            return console.fail(connectors.failure());
        for (const Connector &connector : *connectors)
            names << connector.name;
    }
    QJsonArray array;
    QString text;
    for (const QString &name : std::as_const(names)) {
        const auto run = service.status(name);
        if (!run)
            return console.fail(run.failure());
        array.append(*run ? jsonRun(name, **run) : jsonNeverRun(name));
        text += *run ? runText(name, **run) : QString(name + u": never ran\n"_s);
    }
    if (arguments.words().isEmpty())
        console.document(array);
    else
        console.document(array.first().toObject());
    console.print(names.isEmpty() ? u"There is no connector yet; create one with \"tallybridgectl connector add\"."_s : text);
    return ExitCode::Success;
}

} // namespace tallybridge
