#include "cli/commands/SyncCommand.h"

#include "cli/RunPresentation.h"
#include "cli/SourceSignIn.h"
#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"
#include "engine/RecordJson.h"

#include <QRegularExpression>

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The date of an option; false when it is no ISO date.
bool readDate(const Arguments &arguments, QLatin1String option, QDate &date)
{
    static const QRegularExpression form(u"^\\d{4}-\\d{2}-\\d{2}$"_s);
    if (!arguments.has(option))
        return true;
    const QString text = arguments.value(option);
    if (form.match(text).hasMatch())
        date = QDate::fromString(text, Qt::ISODate);
    return date.isValid();
}

/// A turn that could not run has the shape of a run that failed, and the reason beside it.
QJsonObject jsonDue(const DueResult &result)
{
    if (result.run)
        return jsonRun(result.connector, *result.run);
    QJsonObject object = jsonNeverRun(result.connector);
    object.insert(u"state"_s, QString(runStateName(RunState::Failed)));
    if (result.failure) {
        object.insert(u"error"_s, QJsonObject{{u"code"_s, QString(failureCodeName(result.failure->code))},
                                              {u"message"_s, failureText(*result.failure)}});
    }
    return object;
}

ExitCode syncDue(ConnectorService &service, Session &session)
{
    Console &console = session.console();
    const auto results = service.syncDue(session.runControl());
    session.endProgress();
    if (!results)
        return console.fail(results.failure());
    QJsonArray array;
    for (const DueResult &result : *results) {
        array.append(jsonDue(result));
        if (result.run) {
            console.tell(runText(result.connector, *result.run));
            warnOfRun(console, service, result.run->id);
            warnOfWaitingCopies(console, service, result.connector, result.run->id);
        } else if (result.failure)
            console.warn(phrase(u"%1: %2"_s, {result.connector, failureText(*result.failure)}));
    }
    if (results->empty())
        console.tell(u"No connector is due."_s);
    console.document(array);
    return exitCodeOf(*results);
}

} // namespace

CommandSpec SyncCommand::spec() const
{
    CommandSpec spec;
    spec.name = u"sync"_s;
    spec.summary = u"import what the source has delivered"_s;
    spec.arguments = {{u"NAME"_s, u"the connector's name, or --due"_s, false}};
    spec.options = {
        {u"--from"_s, u"DATE"_s, u"first delivery date (of the file name), as in 2026-11-01; finished deliveries are read again"_s},
        {u"--to"_s, u"DATE"_s, u"last delivery date, inclusive"_s},
        {u"--dry-run"_s, {}, u"write nothing, only foretell the sums"_s},
        {u"--due"_s, {}, u"run all connectors whose time has come"_s},
    };
    for (OptionSpec &option : secretOptions())
        spec.options.push_back(std::move(option));
    spec.examples = {u"sync Sales"_s, u"sync Sales --from 2026-11-01 --to 2026-11-07"_s, u"sync Sales --dry-run --json"_s,
                     u"sync --due --quiet"_s};
    spec.more = u"Ctrl-C stops within a second; what was not finished is finished by the next sync. Exit codes: 0 everything "
                u"is imported "
                "or was there already, 3 copies are failed or partial or a delivery is in quarantine, 4 it could not run, 130 cancelled."_s;
    return spec;
}

ExitCode SyncCommand::runWith(ConnectorService &service, const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const QString command = u"sync"_s;
    const QString name = arguments.word(0);
    const bool named = !arguments.words().isEmpty();
    if (arguments.has("--due"_L1)) {
        if (named || arguments.has("--from"_L1) || arguments.has("--to"_L1) || arguments.has("--dry-run"_L1))
            return console.failUsage(u"The option --due takes neither a name nor --from, --to or --dry-run."_s, command);
        return syncDue(service, session);
    }
    if (!named)
        return console.failUsage(u"\"sync\" needs the name of a connector, or --due."_s, command);

    SyncRequest request;
    request.dryRun = arguments.has("--dry-run"_L1);
    if (!readDate(arguments, "--from"_L1, request.from))
        return console.failUsage(phrase(u"\"%1\" is no date for --from; write it as in 2026-11-01."_s, {arguments.value("--from"_L1)}),
                                 command);
    if (!readDate(arguments, "--to"_L1, request.to))
        return console.failUsage(phrase(u"\"%1\" is no date for --to; write it as in 2026-11-30."_s, {arguments.value("--to"_L1)}),
                                 command);
    if (request.from.isValid() && request.to.isValid() && request.from > request.to)
        return console.failUsage(u"The date of --from lies after that of --to."_s, command);

    askForPassword(service, name, session);
    const auto run = service.sync(name, request, session.runControl());
    session.endProgress();
    if (!run)
        return console.fail(run.failure());
    const QString connector = properName(service, name);
    warnOfRun(console, service, run->id);
    warnOfWaitingCopies(console, service, connector, run->id);
    return presentRun(console, connector, *run, request.dryRun);
}

} // namespace tallybridge
