#pragma once

#include <QByteArray>
#include <QDateTime>

namespace tallybridge {

/// Reads a Date value: RFC 5322 3.3 with its obsolete forms, or ISO 8601 ("2026-11-22T15:05:00Z"; without a zone it is
/// UTC). The result is in UTC; invalid when the value means no time.
QDateTime readMailDate(const QString &value);

/// Writes a time as RFC 5322 wants it, in UTC: "Sun, 22 Nov 2026 15:05:00 +0000".
QByteArray mailDate(const QDateTime &time);

/// True when a time is missing, before 2009 or more than a day after now (nothing lies ahead of an invalid now): the delivery's date takes
/// its place.
bool isAbsurdDate(const QDateTime &time, const QDateTime &now);

} // namespace tallybridge
