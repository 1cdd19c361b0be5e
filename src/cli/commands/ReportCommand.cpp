#include "cli/commands/ReportCommand.h"

#include "cli/OptionValues.h"
#include "cli/OutputFile.h"
#include "cli/wording/Phrase.h"
#include "engine/ReportCsv.h"
#include "engine/ReportJson.h"

#include <QFile>
#include <QFileInfo>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

// A former report may be replaced; anything else under that name was hardly meant.
bool mayReplace(const QString &path)
{
    QFile file(path);
    const QFileInfo info(path);
    if (path == u"-"_s || !info.exists() || !info.isFile() || info.size() == 0)
        return true;
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray begin = file.read(16);
    return begin.startsWith("\xEF\xBB\xBFrecord,") || begin.startsWith('{');
}

} // namespace

CommandSpec ReportCommand::spec() const
{
    return {u"report"_s,
            u"write a report of a run"_s,
            {{u"NAME"_s, u"the connector's name"_s}},
            {{u"--run"_s, u"ID"_s, u"the run, the newest when not given"_s},
             {u"--format"_s, u"csv|json"_s, u"what to write"_s},
             {u"--output"_s, u"FILE"_s, u"where to; a former file is replaced in one step, - is standard output"_s, false, true, u"-o"_s}},
            {u"report Sales --format csv -o sales.csv"_s, u"report Sales --run 12 --format json -o run12.json"_s},
            u"It holds the sums, the failed, partial and waived copies, quarantine, findings, notes and the head of the audit."_s};
}

ExitCode ReportCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString command = u"report"_s;
    const QString format = arguments.value("--format"_L1).toLower();
    if (format == u"pdf"_s)
        return console.failUsage(u"PDF reports come with the desktop application; use csv or json."_s, command);
    if (format != u"csv"_s && format != u"json"_s)
        return console.failUsage(u"\"report\" needs --format csv or --format json."_s, command);
    const QString file = arguments.value("--output"_L1);
    if (file.isEmpty())
        return console.failUsage(u"\"report\" needs -o and the name of a file."_s, command);
    if (!mayReplace(file))
        return console.failUsage(phrase(u"\"%1\" is there already and is no report; name another file."_s, {file}), command);
    qint64 runId = 0;
    if (const auto refused = readNumber(arguments, "--run"_L1, command, runId, console))
        return *refused;

    const auto report = service.report(arguments.word(0), runId);
    if (!report)
        return console.fail(report.failure());
    const auto written = writeOutputFile(
        file, [&](QIODevice &device) { return format == u"csv"_s ? writeReportCsv(*report, device) : writeReportJson(*report, device); });
    if (!written)
        return console.fail(written.failure());
    if (file != u"-"_s) {
        console.document(QJsonObject{{u"written"_s, file}});
        console.tell(phrase(u"Wrote \"%1\"."_s, {file}));
    }
    return ExitCode::Success;
}

} // namespace tallybridge
