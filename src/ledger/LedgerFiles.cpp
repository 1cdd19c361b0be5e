#include "ledger/LedgerFiles.h"

#include "ledger/LedgerConnection.h"
#include "ledger/SqlStatement.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

namespace tallybridge {

namespace {

constexpr QLatin1String partSuffix(".part-");
constexpr std::array<QLatin1String, 4> databaseSuffixes{QLatin1String(""), QLatin1String("-wal"), QLatin1String("-shm"),
                                                        QLatin1String("-journal")};

/// Only names that TemporaryDatabase gives: a person's own copy beside the ledger is nobody's left-over.
bool isPart(const QString &name, const QString &start)
{
    constexpr qsizetype idLength = 32;
    if (!name.startsWith(start) || name.size() < start.size() + idLength)
        return false;
    const QStringView id = QStringView(name).sliced(start.size(), idLength);
    const QStringView suffix = QStringView(name).sliced(start.size() + idLength);
    return std::all_of(id.begin(), id.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); }) &&
           std::find(databaseSuffixes.begin(), databaseSuffixes.end(), suffix) != databaseSuffixes.end();
}

} // namespace

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

Result<std::unique_ptr<platform::FileLock>> lockRestoring(const QString &ledgerPath)
{
    return platform::tryLock(ledgerPath + QLatin1String(".restore.lock"));
}

void removeLeftOvers(const QString &ledgerPath)
{
    const QFileInfo ledger(ledgerPath);
    QDir folder = ledger.absoluteDir();
    const QString start = ledger.fileName() + partSuffix;
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden | QDir::System);
    QStringList parts;
    std::copy_if(names.begin(), names.end(), std::back_inserter(parts), [&start](const QString &name) { return isPart(name, start); });
    if (parts.isEmpty())
        return;
    const auto lock = lockRestoring(ledgerPath);
    if (!lock || !*lock)
        return;
    for (const QString &part : parts)
        folder.remove(part);
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

TemporaryDatabase::TemporaryDatabase(const QString &besides) : m_path(besides + partSuffix + QUuid::createUuid().toString(QUuid::Id128)) {}

TemporaryDatabase::~TemporaryDatabase()
{
    if (m_kept)
        return;
    for (const QLatin1String suffix : databaseSuffixes)
        QFile::remove(m_path + suffix);
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
