#include "mailbox/local/LocalArchive.h"

#include "core/platform.h"
#include "mailbox/local/LocalSession.h"
#include "mailbox/local/MaildirName.h"
#include "mailbox/local/MaildirPath.h"

#include <QDateTime>
#include <QDir>
#include <QRandomGenerator>

namespace tallybridge {

namespace {

Failure unavailable(const QString &root, const QString &detail)
{
    return {FailureCode::DestinationUnavailable, {root}, detail, true};
}

/// Makes the root with all folders above it, each closed to other accounts.
Result<void> makeRoot(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    if (slash > 0 && !QFileInfo::exists(path.left(slash))) {
        if (auto made = makeRoot(path.left(slash)); !made)
            return made;
    }
    const auto made = platform::makeFolder(path);
    return made || QFileInfo(path).isDir() ? Result<void>() : Result<void>(made.failure());
}

} // namespace

LocalArchive::LocalArchive(QString root, QString folderName, QStringList domains)
    : m_root(QDir::cleanPath(QDir(root).absolutePath())), m_folderName(std::move(folderName)), m_domains(std::move(domains))
{
}

DestinationLimits LocalArchive::limits() const
{
    // Measured: four sessions hide the waiting for the disk; with more than a thousand files a flush nothing more is
    // won.
    return {4, 1024, 16LL << 20, 150LL << 20};
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

Result<void> LocalArchive::check(const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return Failure{FailureCode::Cancelled, {}, {}, true};
    if (const auto made = makeRoot(m_root); !made)
        return unavailable(m_root, made.failure().detail);
    // The name holds the info separator, which file systems made for Windows refuse.
    const QString probe =
        m_root + QLatin1String("/.tallybridge-probe-") + QString::number(QRandomGenerator::system()->generate64(), 16) + maildirSeenInfo();
    if (const auto written = platform::writeNewFile(probe, "probe", QDateTime::currentDateTimeUtc()); !written)
        return unavailable(m_root, written.failure().detail);
    if (const auto removed = platform::removeFile(probe); !removed)
        return unavailable(m_root, removed.failure().detail);
    return {};
}

Result<std::unique_ptr<DestinationSession>> LocalArchive::openSession()
{
    if (const auto made = makeRoot(m_root); !made)
        return unavailable(m_root, made.failure().detail);
    return std::unique_ptr<DestinationSession>(std::make_unique<LocalSession>(m_root, maildirFolderName(m_folderName), m_writer));
}

} // namespace tallybridge
