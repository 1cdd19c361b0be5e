#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>
#include <memory>

class QSqlDatabase;

namespace tallybridge {

class LedgerConnection;

/// A connection to the ledger, the SQLite database of deliveries, items, copies, outcomes, runs and audit events.
/// One object belongs to the thread that opened it; open as many as there are threads. Readers never wait for a writer (WAL).
class Ledger
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// Version of the schema this program writes.
    static constexpr int schemaVersion = 3;

    /// Opens the file; ReadWrite makes it (and its folder, closed to other accounts) when it is absent. Both modes bring an older schema up
    /// to date, in one transaction. Beside the file lies "<path>.lock", which guards the moment of opening against restore().
    /// Failures: LedgerUnavailable, LedgerBusy, LedgerNewer, LedgerDamaged, DiskFull; ReadOnly also LedgerAbsent (no ledger was made yet).
    static Result<std::unique_ptr<Ledger>> open(const QString &path, Mode mode);
    ~Ledger();

    const QString &path() const { return m_path; }

    /// For the table classes of this folder only; their statements have to go before the ledger.
    const QSqlDatabase &database() const;
    /// True between Transaction::begin() and its end.
    bool inTransaction() const { return m_inTransaction; }

    /// Writes a consistent copy to a file that does not exist yet, while others go on working.
    /// Failures: LedgerExists, FileNotWritable, DiskFull, LedgerUnavailable.
    Result<void> backup(const QString &file);

    /// What a restore took away and put in its place.
    struct Restored {
        QString kept;               ///< path of the former ledger; empty when there was none
        QByteArray formerAuditHead; ///< 32 raw bytes; empty when there was no ledger or it could not be read
        QByteArray backupSha256;    ///< of the backup file, 32 raw bytes
    };
    /// Puts a backup in the place of the ledger at ledgerPath: checks it (integrity, schema, audit chain), brings it up to date, marks
    /// every connector to read its archive folders back, and takes the place of the old file in one step; the old one is kept beside it as
    /// "<ledger>.before-restore-<UTC time>". Nobody may have the ledger open.
    /// Failures: FileNotFound, BackupUnusable, LedgerNewer, LedgerBusy, FileNotReadable, FileNotWritable, DiskFull.
    static Result<Restored> restore(const QString &backupFile, const QString &ledgerPath);

private:
    friend class Transaction;
    Ledger(QString path, std::unique_ptr<LedgerConnection> connection);
    static Result<std::unique_ptr<Ledger>> openLocked(const QString &path, Mode mode);

    QString m_path;
    std::unique_ptr<LedgerConnection> m_connection;
    bool m_inTransaction = false;
};

} // namespace tallybridge
