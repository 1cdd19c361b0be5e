#include "core/ByteSource.h"
#include "core/platform.h"
#include "ledger/AuditLog.h"
#include "ledger/Ledger.h"
#include "ledger/LedgerConnection.h"
#include "ledger/LedgerFiles.h"
#include "ledger/LedgerSchema.h"
#include "ledger/SqlStatement.h"
#include "ledger/Transaction.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <array>

namespace tallybridge {

namespace {

constexpr std::array<QLatin1String, 3> companions{QLatin1String("-wal"), QLatin1String("-shm"), QLatin1String("-journal")};

Failure damaged(const QString &file, const QString &detail)
{
    return {FailureCode::LedgerDamaged, {file}, detail, false};
}

/// The backup is what is no ledger or damaged, not the ledger in use.
Failure ofBackup(const Failure &failure, const QString &backup)
{
    if (failure.code != FailureCode::LedgerDamaged)
        return failure;
    return {FailureCode::BackupUnusable, {backup}, failure.detail, false};
}

/// Copies the backup to an empty file after looking at every page and index of it.
Result<void> copyChecked(const QString &backupFile, const QString &emptyFile)
{
    auto backup = LedgerConnection::open(backupFile, LedgerConnection::Access::ReadOnly);
    if (!backup)
        return backup.failure();
    const auto version = readSchemaVersion(**backup, Ledger::schemaVersion);
    if (!version)
        return version.failure();
    if (*version == 0)
        return damaged(backupFile, QStringLiteral("empty"));
    const auto integrity = (*backup)->value(QLatin1String("PRAGMA integrity_check(1)"));
    if (!integrity)
        return integrity.failure();
    if (*integrity != QLatin1String("ok"))
        return damaged(backupFile, *integrity);
    const auto orphan = (*backup)->value(QLatin1String("PRAGMA foreign_key_check"));
    if (!orphan)
        return orphan.failure();
    if (!orphan->isEmpty())
        return damaged(backupFile, QLatin1String("a row without what it belongs to in table ") + *orphan);
    return copyDatabase(**backup, emptyFile);
}

/// Checks the audit chain and prepares the connectors.
Result<void> prepare(Ledger &ledger, const QString &backupFile)
{
    const auto verification = AuditLog(ledger).verify();
    if (!verification)
        return verification.failure();
    if (verification->brokenAt)
        return damaged(backupFile, QLatin1String("audit chain broken at ") + QString::number(*verification->brokenAt));
    auto transaction = Transaction::begin(ledger);
    if (!transaction)
        return transaction.failure();
    for (const QLatin1String sql : {
             QLatin1String("UPDATE connectors SET needs_read_back = 1"),
             // What was read back before the backup was made says nothing about the archive folders of today.
             QLatin1String("DELETE FROM archive_keys"),
         }) {
        SqlStatement statement(ledger, sql);
        if (auto done = statement.run(); !done)
            return done;
    }
    return transaction->commit();
}

/// Makes the old ledger one whole file without companions; gives the head of its audit, empty when it has none to read. Failures:
/// LedgerBusy when somebody has it open.
Result<QByteArray> settle(const QString &path)
{
    auto connection = LedgerConnection::open(path, LedgerConnection::Access::Normal);
    if (!connection)
        return connection.failure();
    // Leaving the WAL needs the file for oneself alone: even an idle connection of somebody else is in the way. There
    // is no use in waiting for that.
    for (const QLatin1String pragma : {QLatin1String("PRAGMA busy_timeout = 250"), QLatin1String("PRAGMA locking_mode = EXCLUSIVE")}) {
        if (auto done = (*connection)->execute(pragma); !done)
            return done.failure();
    }
    const auto journal = (*connection)->value(QLatin1String("PRAGMA journal_mode = DELETE"));
    if (!journal)
        return journal.failure();
    if (*journal != QLatin1String("delete"))
        return Failure{FailureCode::LedgerBusy, {path}, QLatin1String("journal mode ") + *journal, true};
    if (auto done = (*connection)->execute(QLatin1String("BEGIN EXCLUSIVE")); !done)
        return done.failure();
    const auto head = (*connection)->value(QLatin1String("SELECT hex(hash) FROM audit ORDER BY id DESC LIMIT 1"));
    if (auto done = (*connection)->execute(QLatin1String("COMMIT")); !done)
        return done.failure();
    return head ? QByteArray::fromHex(head->toLatin1()) : QByteArray();
}

/// Keeps the old ledger under another name: a copy, so that the ledger itself never lacks for an instant.
Result<void> keepOld(const QString &path, const QString &kept)
{
    if (!QFile::copy(path, kept)) {
        QFile::remove(kept);
        return Failure{FailureCode::FileNotWritable, {kept}, {}, true};
    }
    platform::restrictToOwner(kept);
    return platform::flushFile(kept);
}

/// A companion of the old file beside the new one would be taken for a part of it.
Result<void> setCompanionsAside(const QString &path, const QString &kept)
{
    for (const QLatin1String suffix : companions) {
        const QString companion = path + suffix;
        if (!QFileInfo::exists(companion))
            continue;
        if (auto moved = platform::renameOver(companion, kept + suffix); !moved)
            return moved;
    }
    return {};
}

} // namespace

Result<Ledger::Restored> Ledger::restore(const QString &backupFile, const QString &ledgerPath)
{
    const QString backup = QFileInfo(backupFile).absoluteFilePath();
    const QString path = QFileInfo(ledgerPath).absoluteFilePath();
    if (!QFileInfo(backup).isFile())
        return Failure{FailureCode::FileNotFound, {backup}, {}, false};

    Restored restored;
    const auto bytes = openFile(backup);
    if (!bytes)
        return bytes.failure();
    auto sha256 = sha256Of(**bytes, CancelToken());
    if (!sha256)
        return sha256.failure();
    restored.backupSha256 = std::move(*sha256);

    const auto restoring = lockRestoring(path);
    if (!restoring)
        return Failure{FailureCode::FileNotWritable, {path}, restoring.failure().detail, false};
    if (!*restoring)
        return Failure{FailureCode::LedgerBusy, {path}, QStringLiteral("somebody restores it"), true};
    TemporaryDatabase temporary(path);
    if (auto made = makePrivateFile(temporary.path()); !made)
        return Failure{FailureCode::FileNotWritable, {path}, made.failure().detail, false};
    if (auto copied = copyChecked(backup, temporary.path()); !copied)
        return ofBackup(copied.failure(), backup);
    {
        auto ledger = openLocked(temporary.path(), Mode::ReadWrite);
        if (!ledger)
            return ofBackup(ledger.failure(), backup);
        if (auto prepared = prepare(**ledger, backup); !prepared)
            return ofBackup(prepared.failure(), backup);
    }
    // Closing has brought the WAL into the file; if it had not, the new ledger would lack its last transaction.
    if (QFileInfo(temporary.path() + companions[0]).size() > 0)
        return Failure{FailureCode::LedgerBusy, {temporary.path()}, QStringLiteral("the new ledger's WAL stays"), true};
    if (auto flushed = platform::flushFile(temporary.path()); !flushed)
        return flushed.failure();

    const auto lock = lockOpening(path);
    if (!lock)
        return lock.failure();
    const QString folder = QFileInfo(path).absolutePath();
    const QString name = path + QLatin1String(".before-restore-") + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'hhmmsszzz'Z'");
    if (QFileInfo::exists(path)) {
        restored.kept = name;
        // A ledger that SQLite cannot read is a good reason to restore: it is kept as it is, with its companions.
        auto head = settle(path);
        if (!head && head.failure().code != FailureCode::LedgerDamaged)
            return head.failure();
        if (head)
            restored.formerAuditHead = std::move(*head);
        if (auto done = keepOld(path, restored.kept); !done)
            return done.failure();
    }
    if (auto done = setCompanionsAside(path, name); !done)
        return done.failure();
    if (auto flushed = platform::flushFolder(folder); !flushed)
        return flushed.failure();
    if (auto renamed = platform::renameOver(temporary.path(), path); !renamed)
        return renamed.failure();
    temporary.keep();
    if (auto flushed = platform::flushFolder(folder); !flushed)
        return flushed.failure();
    return restored;
}

} // namespace tallybridge
