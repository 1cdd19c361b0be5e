#pragma once

#include "core/Failure.h"

class QSqlError;

namespace tallybridge {

/// The Failure for an error of SQLite on the database file at path: LedgerBusy, DiskFull, LedgerDamaged,
/// LedgerUnavailable, or Internal for what only a programming error can cause (constraints, wrong SQL).
Failure sqlFailure(const QSqlError &error, const QString &path);

/// The Failure for a value that no version of the program writes; column is the name of the column it stands in.
Failure damagedValue(const QString &path, QLatin1String column);

/// True when the error says that a row with the same unique value is there already.
bool isUniqueViolation(const QSqlError &error);

} // namespace tallybridge
