#pragma once

#include "ui/common/Icons.h"
#include "ui/connectors/ConnectorEntry.h"

/// What the window says of a connector, in words.
namespace tallybridge {

/// The sign that goes with statusText(); never Ok while a copy is unsettled or a delivery in quarantine.
Glyph statusGlyph(const ConnectorEntry &entry, const QDateTime &now);
QString statusText(const ConnectorEntry &entry, const QDateTime &now);

/// How far an import is. total 0: not known (yet).
struct ProgressCount {
    qint64 done = 0;
    qint64 total = 0;
};
ProgressCount progressCount(const ConnectorEntry &entry);
/// "120 of 310", with the unit that is counted.
QString progressText(const ConnectorEntry &entry);
/// Phase, n of m, rate, last activity and, when it can be trusted, the time left; empty without activity.
QString activityText(const Activity &activity, const QDateTime &now);
/// True when nothing has happened for a minute.
bool isStalled(const Activity &activity, const QDateTime &now);

/// Local date and time, short; empty when invalid.
QString timeText(const QDateTime &time);
QString countText(qint64 count);

} // namespace tallybridge
