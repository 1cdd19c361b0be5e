#include "ledger/Ledger.h"

#include "core/platform.h"
#include "ledger/LedgerConnection.h"
#include "ledger/LedgerFiles.h"
#include "ledger/LedgerSchema.h"

#include <QDir>
#include <QFileInfo>

namespace tallybridge {

namespace {

/// Makes the file and its folder when they are absent, readable for nobody else.
Result<void> makeFile(const QString &path)
{
    const QFileInfo file(path);
    const QString folder = file.absolutePath();
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return Failure{FailureCode::LedgerUnavailable, {path}, QStringLiteral("the folder cannot be made"), false};
        platform::restrictToOwner(folder);
    }
    if (!file.exists()) {
        bool exists = false;
        if (auto made = makePrivateFile(path, &exists); !made && !exists)
            return Failure{FailureCode::LedgerUnavailable, {path}, made.failure().detail, false};
    }
    platform::restrictToOwner(path);
    return {};
}

Result<void> prepare(const LedgerConnection &connection, Ledger::Mode mode)
{
    const auto version = readSchemaVersion(connection, Ledger::schemaVersion);
    if (!version)
        return version.failure();
    if (mode == Ledger::Mode::ReadOnly && *version == 0)
        return Failure{FailureCode::LedgerAbsent, {connection.path()}, QStringLiteral("the file is empty"), false};
    if (mode == Ledger::Mode::ReadWrite) {
        const auto journal = connection.value(QLatin1String("PRAGMA journal_mode = WAL"));
        if (!journal)
            return journal.failure();
        if (*journal != QLatin1String("wal")) {
            const QString detail = QLatin1String("no write-ahead log here, journal mode ") + *journal;
            return Failure{FailureCode::LedgerUnavailable, {connection.path()}, detail, false};
        }
    }
    if (auto done = connection.execute(QLatin1String("PRAGMA synchronous = FULL")); !done)
        return done;
    if (*version < Ledger::schemaVersion) {
        if (auto done = migrate(connection, ledgerMigrations()); !done)
            return done;
    }
    for (const QLatin1String pragma : {
             QLatin1String("PRAGMA foreign_keys = ON"), QLatin1String("PRAGMA trusted_schema = OFF"),
             QLatin1String("PRAGMA cache_size = -16000"), // KiB
             // Pages. Keys are random, so a transaction of 500 items changes about 1,000 pages: with SQLite's 1,000 each commit would write
             // them twice.
             QLatin1String("PRAGMA wal_autocheckpoint = 16000"),
             QLatin1String("PRAGMA temp_store = MEMORY"),           // nothing of the ledger lies in a folder of others
             QLatin1String("PRAGMA journal_size_limit = 67108864"), // bytes kept of the WAL after a large transaction
         }) {
        if (auto done = connection.execute(pragma); !done)
            return done;
    }
    if (mode == Ledger::Mode::ReadOnly)
        return connection.execute(QLatin1String("PRAGMA query_only = ON"));
    return {};
}

} // namespace

Ledger::Ledger(QString path, std::unique_ptr<LedgerConnection> connection) : m_path(std::move(path)), m_connection(std::move(connection)) {}

Ledger::~Ledger() = default;

const QSqlDatabase &Ledger::database() const
{
    return m_connection->database();
}

Result<std::unique_ptr<Ledger>> Ledger::open(const QString &path, Mode mode)
{
    if (path.isEmpty())
        return Failure{FailureCode::LedgerUnavailable, {path}, {}, false};
    // SQLite takes names like ":memory:" and "file:x" for something else; an absolute path is always a file.
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const QFileInfo file(absolute);
    if (mode == Mode::ReadOnly && !file.exists())
        return Failure{FailureCode::LedgerAbsent, {absolute}, {}, false};
    if (file.isDir())
        return Failure{FailureCode::LedgerUnavailable, {absolute}, QStringLiteral("a folder"), false};
    if (mode == Mode::ReadWrite) {
        if (auto made = makeFile(absolute); !made)
            return made.failure();
    }
    if (mode == Mode::ReadWrite)
        removeLeftOvers(absolute);
    const auto lock = lockOpening(absolute);
    if (!lock)
        return lock.failure();
    return openLocked(absolute, mode);
}

Result<std::unique_ptr<Ledger>> Ledger::openLocked(const QString &path, Mode mode)
{
    // A read-only connection could not make the files of the WAL, so both modes open the file for writing.
    auto connection = LedgerConnection::open(path, LedgerConnection::Access::Normal);
    if (!connection)
        return connection.failure();
    if (auto ready = prepare(**connection, mode); !ready)
        return ready.failure();
    return std::unique_ptr<Ledger>(new Ledger(path, std::move(*connection)));
}

} // namespace tallybridge
