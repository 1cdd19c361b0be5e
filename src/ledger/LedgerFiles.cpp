#include "ledger/LedgerFiles.h"

#include "ledger/LedgerConnection.h"
#include "ledger/SqlStatement.h"

#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <chrono>

namespace tallybridge {

Result<std::unique_ptr<platform::FileLock>> lockOpening(const QString &ledgerPath)
{
    const QString lockPath = ledgerPath + QLatin1String(".lock");
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(LedgerConnection::busyTimeout);
    do {
        auto lock = platform::tryLock(lockPath);
        if (!lock)
            return std::unique_ptr<platform::FileLock>();
        if (*lock)
            return lock;
    } while (std::chrono::steady_clock::now() < end);
    return Failure{FailureCode::LedgerBusy, {ledgerPath}, QStringLiteral("somebody opens or restores it"), true};
}

Result<void> makePrivateFile(const QString &path, bool *exists)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    if (exists)
        *exists = QFileInfo::exists(path);
    return Failure{FailureCode::FileNotWritable, {path}, file.errorString(), false};
}

TemporaryDatabase::TemporaryDatabase(const QString &besides)
    : m_path(besides + QLatin1String(".part-") + QUuid::createUuid().toString(QUuid::Id128))
{
}

TemporaryDatabase::~TemporaryDatabase()
{
    if (m_kept)
        return;
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(m_path + QLatin1String(suffix));
}

Result<void> copyDatabase(const LedgerConnection &connection, const QString &emptyFile)
{
    SqlStatement vacuum(connection.database(), connection.path(), QLatin1String("VACUUM INTO ?"));
    if (auto done = vacuum.run(emptyFile); !done) {
        Failure failure = done.failure();
        // Both files are written or read by the same statement; a full disk and a missing right can only be the new
        // one's.
        if (failure.code == FailureCode::DiskFull)
            failure.arguments = QStringList{emptyFile};
        return failure;
    }
    vacuum.finish();
    return platform::flushFile(emptyFile);
}

} // namespace tallybridge
