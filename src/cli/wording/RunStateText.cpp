#include "cli/wording/RunStateText.h"

#include <QCoreApplication>

namespace tallybridge {

QString runStateText(RunState state)
{
    const auto text = [](const char *words) { return QCoreApplication::translate("RunStateText", words); };
    switch (state) {
    case RunState::Running:
        return text(QT_TRANSLATE_NOOP("RunStateText", "running"));
    case RunState::Succeeded:
        return text(QT_TRANSLATE_NOOP("RunStateText", "finished"));
    case RunState::WithFailures:
        return text(QT_TRANSLATE_NOOP("RunStateText", "finished with failures"));
    case RunState::Failed:
        return text(QT_TRANSLATE_NOOP("RunStateText", "failed"));
    case RunState::Cancelled:
        return text(QT_TRANSLATE_NOOP("RunStateText", "cancelled"));
    case RunState::Interrupted:
        return text(QT_TRANSLATE_NOOP("RunStateText", "interrupted"));
    }
    return {};
}

QString runKindText(RunKind kind)
{
    const auto text = [](const char *words) { return QCoreApplication::translate("RunStateText", words); };
    switch (kind) {
    case RunKind::Sync:
        return text(QT_TRANSLATE_NOOP("RunStateText", "sync"));
    case RunKind::Resync:
        return text(QT_TRANSLATE_NOOP("RunStateText", "sync of a date range"));
    case RunKind::Retry:
        return text(QT_TRANSLATE_NOOP("RunStateText", "retry"));
    case RunKind::Repair:
        return text(QT_TRANSLATE_NOOP("RunStateText", "repair"));
    }
    return {};
}

QString phaseText(ProgressSnapshot::Phase phase)
{
    using P = ProgressSnapshot::Phase;
    const auto text = [](const char *words) { return QCoreApplication::translate("RunStateText", words); };
    switch (phase) {
    case P::Starting:
        return text(QT_TRANSLATE_NOOP("RunStateText", "starting"));
    case P::ReadingBack:
        return text(QT_TRANSLATE_NOOP("RunStateText", "reading the archive folders back"));
    case P::Listing:
        return text(QT_TRANSLATE_NOOP("RunStateText", "listing deliveries"));
    case P::Checking:
        return text(QT_TRANSLATE_NOOP("RunStateText", "checking deliveries"));
    case P::Importing:
        return text(QT_TRANSLATE_NOOP("RunStateText", "importing"));
    case P::Finishing:
        return text(QT_TRANSLATE_NOOP("RunStateText", "finishing"));
    case P::Verifying:
        return text(QT_TRANSLATE_NOOP("RunStateText", "reading mailboxes"));
    case P::Done:
        return text(QT_TRANSLATE_NOOP("RunStateText", "done"));
    }
    return {};
}

} // namespace tallybridge
