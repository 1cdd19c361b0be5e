#include "cli/RunPresentation.h"

#include "cli/Table.h"
#include "cli/wording/FailureText.h"
#include "cli/wording/NoteText.h"
#include "cli/wording/Phrase.h"
#include "cli/wording/ReasonText.h"
#include "cli/wording/RunStateText.h"
#include "engine/ConnectorService.h"
#include "engine/RecordJson.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

QString timeText(const QDateTime &time)
{
    return time.isValid() ? QString(time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s) + u" UTC"_s) : u"-"_s;
}

QString runErrorText(const RunRecord &run)
{
    return run.errorCode.isEmpty() ? QString() : failureText(run.errorCode, runErrorArguments(run));
}

QString runText(const QString &connector, const RunRecord &run)
{
    const Sums &sums = run.sums;
    const auto number = [](qint64 value) { return QString::number(value); };
    QString text = phrase(run.id > 0 ? u"%1, run %2: %3"_s : u"%1, dry run: %3"_s, {connector, number(run.id), runStateText(run.state)});
    text += phrase(u" (%1, started %2"_s, {runKindText(run.kind), timeText(run.started)});
    if (run.finished.isValid())
        text += phrase(u", finished %1"_s, {timeText(run.finished)});
    text += u")\n"_s;
    if (const QString error = runErrorText(run); !error.isEmpty())
        text += QString(u"  "_s + error + u'\n');
    text += phrase(u"  Items available from the source: %1\n"_s, {number(sums.availableFromSource)});
    text +=
        phrase(u"  Copies available for import: %1 = %2 imported + %3 partial + %4 skipped + %5 failed\n"_s,
               {number(sums.availableForImport()), number(sums.imported), number(sums.partial), number(sums.skipped), number(sums.failed)});
    if (sums.quarantined > 0)
        text += phrase(u"  Deliveries in quarantine: %1; see \"tallybridgectl quarantine\".\n"_s, {number(sums.quarantined)});
    Table reasons({u">"_s, QString(), QString(), QString()});
    for (const auto &[reason, count] : sums.reasons) {
        if (count > 0)
            reasons.add({number(count), failureReasonName(reason), reasonText(reason), reasonRemedy(reason)});
    }
    if (!reasons.isEmpty())
        text += QString(u"  Failed copies by reason:\n"_s + reasons.text(u"    "_s));
    return text;
}

ExitCode presentRun(Console &console, const QString &connector, const RunRecord &run, bool dryRun)
{
    const ExitCode exitCode = exitCodeOf(run);
    if (exitCode == ExitCode::Unavailable) {
        const QString code = run.errorCode.isEmpty() ? QString(runStateName(run.state)) : run.errorCode;
        const QString sentence =
            run.errorCode.isEmpty() ? failureText(Failure{FailureCode::Internal, {runStateText(run.state)}, {}, false}) : runErrorText(run);
        return console.fail(exitCode, code, sentence);
    }
    QJsonObject object = jsonRun(connector, run);
    if (dryRun)
        object.insert(u"dry_run"_s, true);
    console.document(object);
    console.tell(runText(connector, run));
    return exitCode;
}

void warnOfWaitingCopies(Console &console, ConnectorService &service, const QString &connector, qint64 runId)
{
    if (runId == 0)
        return;
    // The run's sums are told: a ledger that cannot be read now changes nothing about them.
    if (const auto waiting = service.waitingCopies(connector, runId); waiting && *waiting > 0)
        console.warn(
            phrase(u"%1 copies of earlier runs are waiting: tallybridgectl failures %2"_s, {QString::number(*waiting), connector}));
}

void warnOfRun(Console &console, ConnectorService &service, qint64 runId)
{
    constexpr size_t shown = 20;
    if (runId == 0)
        return;
    const auto notes = service.notes(runId);
    if (!notes)
        return;
    for (size_t i = 0; i < notes->size() && i < shown; ++i)
        console.warn(noteText((*notes)[i].code, (*notes)[i].arguments));
    if (notes->size() > shown) {
        console.warn(phrase(u"The run has %1 more remarks; see \"tallybridgectl report --run %2\"."_s,
                            {QString::number(notes->size() - shown), QString::number(runId)}));
    }
}

} // namespace tallybridge
