#include "mailbox/local/LocalArchive.h"

#include "core/platform.h"
#include "mailbox/local/ArchiveMark.h"
#include "mailbox/local/DiskRoom.h"
#include "mailbox/local/LocalSession.h"
#include "mailbox/local/MaildirName.h"
#include "mailbox/local/MaildirPath.h"

#include <QDateTime>
#include <QDir>
#include <QRandomGenerator>

namespace tallybridge {

namespace {

Failure unavailable(const QString &root, const Failure &why)
{
    if (why.code == FailureCode::DiskFull)
        return {FailureCode::DiskFull, {root}, why.detail, true};
    return {FailureCode::DestinationUnavailable, {root}, why.detail, true};
}

/// Makes a folder with all folders above it, each closed to other accounts, and adds those that were not there to the list.
Result<void> makeFolders(const QString &path, QStringList *newFolders)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    if (slash > 0 && !QFileInfo::exists(path.left(slash))) {
        if (auto made = makeFolders(path.left(slash), newFolders); !made)
            return made;
    }
    const auto made = platform::makeFolder(path);
    if (made && *made)
        newFolders->append(path);
    return made || QFileInfo(path).isDir() ? Result<void>() : Result<void>(made.failure());
}

/// Whether any mailbox's archive folder holds a mail of ours, told by the files' names.
Result<bool> holdsOurMails(const QString &root, const QString &archiveFolder, const CancelToken &cancel)
{
    QStringList folders;
    const auto listed = platform::listFolder(root, [&](const QString &name, bool isFolder) {
        if (isFolder && mailboxOfFolderName(name))
            folders << QString(root + QLatin1Char('/') + name + QLatin1Char('/') + archiveFolder);
        return !cancel.isCancelled();
    });
    if (!listed && listed.failure().code != FailureCode::FolderNotFound)
        return listed.failure();
    bool found = false;
    for (const QString &folder : std::as_const(folders)) {
        for (const QLatin1String part : {QLatin1String("/cur"), QLatin1String("/new")}) {
            const auto read = platform::listFolder(QString(folder + part), [&](const QString &name, bool isFolder) {
                found = found || (!isFolder && parseMaildirFileName(name).has_value());
                return !found && !cancel.isCancelled();
            });
            if (!read && read.failure().code != FailureCode::FolderNotFound)
                return read.failure();
            if (found)
                return true;
        }
    }
    return false;
}

} // namespace

LocalArchive::LocalArchive(QString root, QString folderName, QStringList domains)
    : m_root(QDir::cleanPath(QDir(root).absolutePath())), m_folderName(std::move(folderName)), m_domains(std::move(domains))
{
}

LocalArchive::~LocalArchive()
{
    for (auto folder = m_made.crbegin(); folder != m_made.crend(); ++folder) {
        if (!QDir().rmdir(*folder))
            return;
    }
}

Result<void> LocalArchive::makeRoot()
{
    const std::lock_guard lock(m_mutex);
    return makeFolders(m_root, &m_made);
}

DestinationLimits LocalArchive::limits() const
{
    // Measured: four sessions hide the waiting for the disk; with more than a thousand files a flush nothing more is
    // won. A flush for a few dozen files costs nearly as much as one for hundreds.
    return {4, 1024, 16LL << 20, 150LL << 20, 128};
}

Result<MailAddress> LocalArchive::findMailbox(const MailAddress &address, const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return Failure{FailureCode::Cancelled, {}, {}, true};
    if (address.isNull() || address.isUnderInvalid() || mailboxFolderName(address).isEmpty())
        return MailAddress();
    if (!m_domains.isEmpty() && !m_domains.contains(address.domain(), Qt::CaseInsensitive))
        return MailAddress();
    return address;
}

Result<QString> LocalArchive::identify(const DestinationClaim &claim, bool mayWrite, const CancelToken &cancel)
{
    auto id = readArchiveMark(m_root);
    const bool replaces = !id && id.failure().code == FailureCode::DestinationDamaged && claim.knownId.isEmpty() && claim.mayBegin;
    if (replaces && mayWrite) {
        // Whoever named this place wants it whatever its mark says.
        if (const auto removed = platform::removeFile(archiveMarkPath(m_root)); !removed)
            return unavailable(m_root, removed.failure());
    }
    if (replaces)
        id = QString();
    if (!id)
        return id;
    if (!claim.knownId.isEmpty() && id->isEmpty())
        return Failure{FailureCode::DestinationMissing, {m_root}, {}, true};
    if (!claim.knownId.isEmpty() && *id != claim.knownId)
        return Failure{FailureCode::DestinationChanged, {m_root}, {}, true};
    if (id->isEmpty()) {
        if (!claim.mayBegin) {
            const auto holds = holdsOurMails(m_root, maildirFolderName(m_folderName), cancel);
            if (!holds)
                return unavailable(m_root, holds.failure());
            if (!*holds)
                return Failure{FailureCode::DestinationMissing, {m_root}, {}, true};
        }
        if (!mayWrite)
            return QString();
        if (const auto made = makeRoot(); !made)
            return unavailable(m_root, made.failure());
        id = makeArchiveMark(m_root);
        if (!id)
            return id;
    }
    m_marked = true;
    return id;
}

Result<void> LocalArchive::check(const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return Failure{FailureCode::Cancelled, {}, {}, true};
    if (const auto made = makeRoot(); !made)
        return unavailable(m_root, made.failure());
    // The name holds the info separator, which file systems made for Windows refuse.
    const QString probe =
        m_root + QLatin1String("/.tallybridge-probe-") + QString::number(QRandomGenerator::system()->generate64(), 16) + maildirSeenInfo();
    if (const auto written = platform::writeNewFile(probe, "probe", QDateTime::currentDateTimeUtc()); !written)
        return unavailable(m_root, written.failure());
    if (const auto removed = platform::removeFile(probe); !removed)
        return unavailable(m_root, removed.failure());
    return checkRoom(m_root, leastRoom);
}

Result<std::unique_ptr<DestinationSession>> LocalArchive::openSession()
{
    if (!m_marked) {
        if (const auto made = makeRoot(); !made)
            return unavailable(m_root, made.failure());
    }
    return std::unique_ptr<DestinationSession>(std::make_unique<LocalSession>(m_root, maildirFolderName(m_folderName), m_writer, m_marked));
}

} // namespace tallybridge
