#include "ui/connectors/ConnectorText.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/RunStateText.h"
#include "engine/RecordJson.h"

#include <QCoreApplication>
#include <QLocale>

namespace tallybridge {

namespace {

constexpr qint64 stalledSeconds = 60;
// Before that a rate says nothing about the rest.
constexpr qint64 trustSeconds = 15;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ConnectorText)
};

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

// Qt 6.4 does not know the part of the day in some languages' formats ("B") and would print the letter.
QString clockText(const QTime &time, QLocale::FormatType type)
{
    QString format = QLocale().timeFormat(type);
    format.remove(QLatin1Char('B')).remove(QLatin1Char('t')).remove(QLatin1String("[]"));
    return QLocale().toString(time, format.trimmed());
}

QString durationText(qint64 seconds)
{
    if (seconds < 60)
        return Text::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return Text::tr("%1 min").arg((seconds + 30) / 60);
    return Text::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

// Only of the last delivery is it known how many items are left.
std::optional<qint64> secondsLeft(const ProgressSnapshot &progress, qint64 elapsed)
{
    const bool last = progress.deliveriesTotal > 0 && progress.deliveriesTotal - progress.deliveriesDone <= 1;
    if (!last || progress.phase != ProgressSnapshot::Phase::Importing || elapsed < trustSeconds || progress.itemsDone < 100)
        return std::nullopt;
    return (progress.itemsTotal - progress.itemsDone) * elapsed / progress.itemsDone;
}

bool runsElsewhere(const ConnectorEntry &entry)
{
    return !entry.activity && entry.connector.newestRun && entry.connector.newestRun->state == RunState::Running;
}

} // namespace

bool isStalled(const Activity &activity, const QDateTime &now)
{
    return !activity.stopping && activity.progress.lastActivity.isValid() && activity.progress.lastActivity.secsTo(now) >= stalledSeconds;
}

Glyph statusGlyph(const ConnectorEntry &entry, const QDateTime &now)
{
    if (entry.activity)
        return isStalled(*entry.activity, now) ? Glyph::Warning : Glyph::Running;
    const auto &run = entry.connector.newestRun;
    if (!run)
        return Glyph::Waiting;
    switch (run->state) {
    case RunState::Running:
        return Glyph::Running;
    case RunState::Failed:
        return Glyph::Error;
    case RunState::Cancelled:
        return Glyph::Stopped;
    case RunState::Succeeded:
    case RunState::WithFailures:
    case RunState::Interrupted:
        break;
    }
    const bool clean = run->state == RunState::Succeeded || run->state == RunState::WithFailures;
    return clean && entry.unsettledCount() == 0 && run->sums.quarantined == 0 ? Glyph::Ok : Glyph::Warning;
}

QString statusText(const ConnectorEntry &entry, const QDateTime &now)
{
    if (entry.activity) {
        if (entry.activity->stopping)
            return Text::tr("Stopping");
        if (entry.activity->progress.waitingUntil > now) {
            const QTime time = entry.activity->progress.waitingUntil.toLocalTime().time();
            return Text::tr("Waiting until %1").arg(clockText(time, QLocale::LongFormat));
        }
        if (isStalled(*entry.activity, now))
            return Text::tr("Stalled: nothing happened for %1").arg(durationText(entry.activity->progress.lastActivity.secsTo(now)));
        return capitalised(phaseText(entry.activity->progress.phase));
    }
    const auto &run = entry.connector.newestRun;
    if (!run)
        return Text::tr("Not imported yet");
    if (runsElsewhere(entry))
        return Text::tr("Running in another process");
    if (run->state == RunState::Failed && !run->errorCode.isEmpty())
        return Text::tr("Failed: %1").arg(failureText(run->errorCode, runErrorArguments(*run)));
    QStringList parts;
    const qint64 unsettled = entry.unsettledCount();
    if (run->state == RunState::Cancelled || run->state == RunState::Interrupted || run->state == RunState::Failed)
        parts << capitalised(runStateText(run->state));
    if (unsettled > 0)
        parts << Text::tr("Unsettled copies: %1").arg(countText(unsettled));
    if (run->sums.quarantined > 0)
        parts << Text::tr("In quarantine: %1").arg(countText(run->sums.quarantined));
    return parts.isEmpty() ? Text::tr("Everything settled") : parts.join(Text::tr("; "));
}

ProgressCount progressCount(const ConnectorEntry &entry)
{
    if (entry.activity)
        return {entry.activity->progress.itemsDone, entry.activity->progress.itemsTotal};
    if (const auto &run = entry.connector.newestRun) {
        const Sums &sums = run->sums;
        return {sums.imported + sums.partial + sums.skipped, sums.availableForImport()};
    }
    return {};
}

QString progressText(const ConnectorEntry &entry)
{
    const ProgressCount count = progressCount(entry);
    if (entry.activity) {
        return count.total > 0 ? Text::tr("%1 of %2 items").arg(countText(count.done), countText(count.total))
                               : capitalised(phaseText(entry.activity->progress.phase));
    }
    if (!entry.connector.newestRun)
        return {};
    return count.total > 0 ? Text::tr("%1 of %2 copies").arg(countText(count.done), countText(count.total)) : Text::tr("Nothing new");
}

QString activityText(const Activity &activity, const QDateTime &now)
{
    const ProgressSnapshot &progress = activity.progress;
    QStringList parts{capitalised(phaseText(progress.phase))};
    if (progress.deliveriesTotal > 0)
        parts << Text::tr("%1 of %2 deliveries").arg(countText(progress.deliveriesDone), countText(progress.deliveriesTotal));
    if (progress.itemsTotal > 0)
        parts << Text::tr("%1 of %2 items").arg(countText(progress.itemsDone), countText(progress.itemsTotal));
    const qint64 elapsed = progress.started.isValid() ? progress.started.secsTo(now) : 0;
    if (elapsed > 0 && progress.itemsDone > 0)
        parts << Text::tr("%1 items a second").arg(countText(progress.itemsDone / elapsed));
    if (progress.lastActivity.isValid())
        parts << Text::tr("last activity %1").arg(clockText(progress.lastActivity.toLocalTime().time(), QLocale::LongFormat));
    if (const auto left = secondsLeft(progress, elapsed))
        parts << Text::tr("about %1 left").arg(durationText(*left));
    return parts.join(Text::tr(", "));
}

QString timeText(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    return QLocale().toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clockText(local.time(), QLocale::ShortFormat);
}

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

} // namespace tallybridge
