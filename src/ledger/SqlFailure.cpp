#include "ledger/SqlFailure.h"

#include <QSqlError>

namespace tallybridge {

namespace {

// Result codes of SQLite (https://www.sqlite.org/rescode.html); sqlite3.h is not there where Qt brings its own SQLite.
constexpr int sqlitePermission = 3;
constexpr int sqliteBusy = 5;
constexpr int sqliteLocked = 6;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteInputOutput = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteProtocol = 15;
constexpr int sqliteNotADatabase = 26;
constexpr int sqliteShortRead = 522;
constexpr int sqlitePrimaryKeyViolation = 1555;
constexpr int sqliteUniqueViolation = 2067;

int extendedCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt();
}

} // namespace

Failure sqlFailure(const QSqlError &error, const QString &path)
{
    const int extended = extendedCode(error);
    const QString detail = QLatin1String("SQLite ") + QString::number(extended) + QLatin1String(": ") + error.text();
    if (extended == sqliteShortRead)
        return {FailureCode::LedgerDamaged, {path}, detail, false};
    switch (extended & 0xff) {
    case sqliteBusy:
    case sqliteLocked:
    case sqliteProtocol:
        return {FailureCode::LedgerBusy, {path}, detail, true};
    case sqliteFull:
        return {FailureCode::DiskFull, {path}, detail, true};
    case sqliteCorrupt:
    case sqliteNotADatabase:
        return {FailureCode::LedgerDamaged, {path}, detail, false};
    case sqliteInputOutput:
        return {FailureCode::LedgerUnavailable, {path}, detail, true};
    case sqlitePermission:
    case sqliteReadOnly:
    case sqliteCannotOpen:
        return {FailureCode::LedgerUnavailable, {path}, detail, false};
    default:
        return {FailureCode::Internal, {QStringLiteral("ledger")}, detail, false};
    }
}

Failure damagedValue(const QString &path, QLatin1String column)
{
    const QString detail = QLatin1String("unknown value in column ") + column;
    return {FailureCode::LedgerDamaged, {path}, detail, false};
}

bool isUniqueViolation(const QSqlError &error)
{
    const int extended = extendedCode(error);
    return extended == sqliteUniqueViolation || extended == sqlitePrimaryKeyViolation;
}

} // namespace tallybridge
