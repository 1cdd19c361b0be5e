#include "mailbox/local/MaildirFolders.h"

#include "core/platform.h"
#include "mailbox/local/ArchiveMark.h"
#include "mailbox/local/MaildirName.h"
#include "mailbox/local/MaildirPath.h"

#include <QDateTime>

namespace tallybridge {

namespace {

constexpr qint64 kLeftOverSeconds = 36 * 3600; // what the Maildir convention gives a delivery to finish

/// Removes temporary files of ours that no session can be writing any more: those of earlier sessions of the same writer, which has this
/// mailbox to itself, and old ones. Their names tell the age; their times are the mails' dates.
void removeLeftOvers(const QString &tmp, quint64 session)
{
    const qint64 newest = QDateTime::currentSecsSinceEpoch() - kLeftOverSeconds;
    QStringList old;
    const auto listed = platform::listFolder(tmp, [&](const QString &name, bool isFolder) {
        const auto temporary = isFolder ? std::nullopt : parseMaildirTemporaryName(name);
        const bool isOwn = temporary && temporary->session != session && isSameWriter(temporary->session, session);
        if (temporary && (isOwn || temporary->time < newest))
            old += tmp + QLatin1Char('/') + name;
        return true;
    });
    Q_UNUSED(listed) // a left-over that stays harms nobody
    for (const QString &path : std::as_const(old)) {
        const auto removed = platform::removeFile(path);
        Q_UNUSED(removed)
    }
}

Result<void> makeMaildir(const QString &path)
{
    for (const QLatin1String part : {QLatin1String(""), QLatin1String("/tmp"), QLatin1String("/new"), QLatin1String("/cur")}) {
        if (const auto made = platform::makeFolder(path + part); !made)
            return made.failure();
    }
    return {};
}

} // namespace

Failure mailboxFailure(const Failure &failure, const MailAddress &mailbox, const QString &root)
{
    if (failure.code == FailureCode::DiskFull)
        return {FailureCode::DiskFull, {root}, failure.detail, true};
    if (failure.code == FailureCode::FileNotWritable && !failure.retryable)
        return {FailureCode::MailboxAccessDenied, {mailbox.text()}, failure.detail, false};
    return {FailureCode::DestinationUnavailable, {root}, failure.detail, true};
}

MaildirFolders::MaildirFolders(QString root, QString archiveFolder, quint64 session, bool marked)
    : m_root(std::move(root))
    , m_archiveFolder(std::move(archiveFolder))
    , m_session(session)
    , m_witness(marked ? archiveMarkPath(m_root) : m_root)
{
}

Result<void> MaildirFolders::isThere() const
{
    const auto there = platform::fileSystemOf(m_witness);
    if (!there)
        return Failure{FailureCode::DestinationUnavailable, {m_root}, there.failure().detail, true};
    return {};
}

QString MaildirFolders::userPath(const MailAddress &mailbox) const
{
    const QString name = mailboxFolderName(mailbox);
    return name.isEmpty() ? QString() : QString(m_root + QLatin1Char('/') + name);
}

Result<const MaildirFolder *> MaildirFolders::open(const MailAddress &mailbox, QSet<QString> &unflushed)
{
    if (const auto known = m_ready.constFind(mailbox); known != m_ready.constEnd())
        return &*known;
    MaildirFolder folder;
    folder.userPath = userPath(mailbox);
    if (folder.userPath.isEmpty())
        return Failure{FailureCode::InvalidArgument, {QStringLiteral("mailbox"), mailbox.text()}, {}, false};
    folder.path = folder.userPath + QLatin1Char('/') + m_archiveFolder;
    // The folder a vanished disk was mounted on must not become an archive.
    if (auto there = isThere(); !there)
        return there.failure();
    if (const auto made = platform::makeFolder(folder.userPath);
        !made && made.failure().code != FailureCode::DiskFull && !platform::fileSystemOf(folder.userPath))
        return Failure{FailureCode::DestinationUnavailable, {m_root}, made.failure().detail, true};
    if (const auto made = make(folder); !made)
        return mailboxFailure(made.failure(), mailbox, m_root);
    const auto fileSystem = platform::fileSystemOf(folder.path);
    if (!fileSystem)
        return mailboxFailure(fileSystem.failure(), mailbox, m_root);
    folder.fileSystem = *fileSystem;
    removeLeftOvers(folder.path + QLatin1String("/tmp"), m_session);
    // Whoever made these names may have ended before they were durable.
    unflushed += {m_root, folder.userPath, folder.path};
    return &*m_ready.insert(mailbox, folder);
}

Result<void> MaildirFolders::make(const MaildirFolder &folder) const
{
    if (auto made = makeMaildir(folder.userPath); !made)
        return made;
    if (auto made = makeMaildir(folder.path); !made)
        return made;
    const QString mark = folder.path + QLatin1String("/maildirfolder");
    if (platform::fileSystemOf(mark))
        return {};
    if (auto made = platform::writeNewFile(mark, {}, QDateTime::currentDateTimeUtc()); !made && !platform::fileSystemOf(mark))
        return made;
    return {};
}

} // namespace tallybridge
