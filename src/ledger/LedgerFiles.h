#pragma once

#include "core/Result.h"
#include "core/platform.h"

#include <QString>
#include <memory>

namespace tallybridge {

/// Held for the moment a ledger is opened and while restore() changes the file: whoever opens afterwards gets the new
/// file, whoever opened before is seen by restore(). Waits as long as a writer would. Null where the folder takes no
/// files (nothing can be restored there). Failures: LedgerBusy.
Result<std::unique_ptr<platform::FileLock>> lockOpening(const QString &ledgerPath);

/// Held while restore() makes a new ledger beside the one in use; null when somebody else does. Failures: FileNotWritable.
Result<std::unique_ptr<platform::FileLock>> lockRestoring(const QString &ledgerPath);

/// Removes what a restore left beside the ledger that was killed; nothing while one is going on.
void removeLeftOvers(const QString &ledgerPath);

/// Makes an empty file that only the acting account may read. Failures: FileNotWritable; sets exists when it was there
/// already.
Result<void> makePrivateFile(const QString &path, bool *exists = nullptr);

/// Removes a half-made database and SQLite's files beside it when it goes, unless keep() was called.
class TemporaryDatabase
{
public:
    /// A name beside the file that nobody has yet.
    explicit TemporaryDatabase(const QString &besides);
    ~TemporaryDatabase();
    TemporaryDatabase(const TemporaryDatabase &) = delete;
    TemporaryDatabase &operator=(const TemporaryDatabase &) = delete;

    const QString &path() const { return m_path; }
    void keep() { m_kept = true; }

private:
    QString m_path;
    bool m_kept = false;
};

/// Writes a whole, consistent, durable copy of a connection's database to an empty file. Failures: DiskFull,
/// FileNotWritable for the file, those of sqlFailure() for the database.
class LedgerConnection;
Result<void> copyDatabase(const LedgerConnection &connection, const QString &emptyFile);

} // namespace tallybridge
