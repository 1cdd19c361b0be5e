#include "cli/commands/RunsCommand.h"

#include "cli/JsonArrayWriter.h"
#include "cli/RunPresentation.h"
#include "cli/wording/NoteText.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec RunsCommand::spec() const
{
    return {u"runs"_s,
            u"list the runs of a connector, newest first"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {},
            {u"runs Sales"_s, u"runs Sales --json"_s}};
}

ExitCode RunsCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const auto connector = service.find(arguments.word(0));
    if (!connector)
        return console.fail(connector.failure());
    const auto runs = service.runs(connector->name);
    if (!runs)
        return console.fail(runs.failure());
    JsonArrayWriter array(console);
    for (const RunRecord &run : *runs) {
        const auto notes = service.notes(run.id);
        if (!notes)
            return console.fail(notes.failure());
        QJsonObject object = jsonRun(connector->name, run);
        QJsonArray noteArray;
        QString text = runText(connector->name, run);
        for (const RunTable::Note &note : *notes) {
            const QString sentence = noteText(note.code, note.arguments);
            noteArray.append(QJsonObject{{u"code"_s, note.code}, {u"message"_s, sentence}});
            text += QString(u"  Note: "_s + sentence + u'\n');
        }
        object.insert(u"notes"_s, noteArray);
        array.add(object);
        console.print(text);
        if (console.isOutputGone())
            break;
    }
    array.close();
    if (runs->empty())
        console.tell(u"It never ran."_s);
    return ExitCode::Success;
}

} // namespace tallybridge
