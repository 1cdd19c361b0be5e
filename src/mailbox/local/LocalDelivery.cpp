#include "mailbox/local/LocalDelivery.h"

#include "core/platform.h"
#include "mailbox/local/MaildirContent.h"
#include "mailbox/local/MaildirName.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>

namespace tallybridge {

namespace {

// Flushing a whole file system waits for everything written on it by anybody; for a few files their own flush is
// quicker.
constexpr qsizetype kFlushOneByOne = 2;

FailureReason reasonOf(FailureCode code)
{
    switch (code) {
    case FailureCode::Cancelled:
        return FailureReason::Cancelled;
    case FailureCode::MailboxAccessDenied:
        return FailureReason::AccessDenied;
    case FailureCode::InvalidArgument:
        return FailureReason::NoMailbox;
    default:
        return FailureReason::DestinationUnavailable;
    }
}

/// A flush that failed says nothing about a single mailbox.
Failure flushFailure(const Failure &failure, const QString &root)
{
    if (failure.code == FailureCode::DiskFull)
        return {FailureCode::DiskFull, {root}, failure.detail, true};
    return {FailureCode::DestinationUnavailable, {root}, failure.detail, true};
}

QString parentOf(const QString &path)
{
    return path.left(path.lastIndexOf(QLatin1Char('/')));
}

bool hasBytes(const QString &path, const ComposedMessage &message, bool named)
{
    const auto sha256 = fileSha256(path, !named);
    return sha256 && *sha256 == message.sha256;
}

} // namespace

LocalDelivery::LocalDelivery(MaildirFolders &folders, quint64 session, quint64 &counter, std::span<const CopyJob> jobs,
                             const CancelToken &cancel)
    : m_folders(folders)
    , m_session(session)
    , m_counter(counter)
    , m_jobs(jobs)
    , m_cancel(cancel)
    , m_pending(jobs.size())
    , m_receipts(jobs.size())
{
}

std::vector<DeliveryReceipt> LocalDelivery::run()
{
    lookUp();
    write();
    flushData();
    place();
    flushNames();
    removeOutdated();
    return std::move(m_receipts);
}

void LocalDelivery::lookUp()
{
    QHash<MailAddress, QSet<ItemKey>> wanted;
    for (const CopyJob &job : m_jobs) {
        if (job.lookFirst || job.replacePartial)
            wanted[job.mailbox].insert(job.message->key);
    }
    QHash<MailAddress, MaildirMatches> matches;
    for (auto mailbox = wanted.cbegin(); mailbox != wanted.cend(); ++mailbox) {
        const QString path = m_folders.userPath(mailbox.key());
        if (!path.isEmpty())
            matches.insert(mailbox.key(), scanMailbox(path, m_folders.archiveFolder(), mailbox.value(), m_cancel));
    }
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        const CopyJob &job = m_jobs[i];
        const auto mailbox = matches.constFind(job.mailbox);
        if (!(job.lookFirst || job.replacePartial) || mailbox == matches.constEnd())
            continue;
        if (m_cancel.isCancelled()) {
            fail(i, {FailureCode::Cancelled, {}, {}, true});
            continue;
        }
        if (job.lookOnly)
            judgeOnly(i, mailbox->found.value(job.message->key));
        else
            judge(i, mailbox->found.value(job.message->key));
        // Writing without having seen everything might write it twice.
        if (!mailbox->complete && m_pending[i].step == Step::Waiting)
            fail(i, {FailureCode::MailboxAccessDenied, {job.mailbox.text()}, {}, false});
    }
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_jobs[i].lookOnly && m_pending[i].step == Step::Waiting)
            settleAbsent(i);
    }
}

void LocalDelivery::judgeOnly(size_t index, const std::vector<MaildirMatch> &matches)
{
    const auto whole = std::find_if(matches.begin(), matches.end(), [](const MaildirMatch &match) { return !match.partial; });
    if (matches.empty())
        return;
    const MaildirMatch &match = whole == matches.end() ? matches.front() : *whole;
    m_pending[index].target = match.path;
    m_pending[index].step = Step::Placed;
    m_receipts[index].status = DeliveryReceipt::Status::AlreadyThere;
    m_receipts[index].partial = match.partial;
    touch(match.path); // an earlier run may have ended before the name was durable
}

void LocalDelivery::judge(size_t index, const std::vector<MaildirMatch> &matches)
{
    const CopyJob &job = m_jobs[index];
    Pending &pending = m_pending[index];
    const bool partialJob = job.message->isPartial();
    const auto found = [&](const MaildirMatch &match) {
        pending.target = match.path;
        pending.step = Step::Placed;
        m_receipts[index].status = DeliveryReceipt::Status::AlreadyThere;
        touch(match.path); // an earlier run may have ended before the name was durable
    };
    for (const MaildirMatch &match : matches) {
        if (!partialJob && match.named && match.partial) {
            pending.outdated.push_back(match.path);
            continue;
        }
        if (pending.step == Step::Placed)
            continue;
        if (partialJob && !match.partial) {
            found(match);
        } else if (hasBytes(match.path, *job.message, match.named)) {
            found(match);
        } else if (match.named) {
            pending.target = match.path;
            pending.replaceTarget = true;
        } else if (job.replacePartial) {
            pending.outdated.push_back(match.path);
        } // else a mail program changed it: the archive needs one that is as it was
    }
}

void LocalDelivery::write()
{
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_pending[i].step != Step::Waiting)
            continue;
        if (m_cancel.isCancelled()) {
            failAll(Step::Waiting, {FailureCode::Cancelled, {}, {}, true});
            return;
        }
        writeOne(i);
        if (m_receipts[i].failure.code == FailureCode::DiskFull) {
            failAll(Step::Waiting, m_receipts[i].failure);
            return;
        }
    }
}

void LocalDelivery::writeOne(size_t index)
{
    const CopyJob &job = m_jobs[index];
    Pending &pending = m_pending[index];
    const auto folder = m_folders.open(job.mailbox, m_unflushed);
    if (!folder) {
        fail(index, folder.failure());
        return;
    }
    const auto opened = openFileSystem((*folder)->fileSystem, (*folder)->path);
    if (!opened) {
        fail(index, mailboxFailure(opened.failure(), job.mailbox, m_folders.root()));
        m_folders.forget(job.mailbox);
        return;
    }
    const QString name = maildirTemporaryName(QDateTime::currentSecsSinceEpoch(), m_session, ++m_counter);
    pending.temporary = (*folder)->path + QLatin1String("/tmp/") + name;
    if (const auto written = platform::writeNewFile(pending.temporary, job.message->bytes, job.message->date); !written) {
        fail(index, mailboxFailure(written.failure(), job.mailbox, m_folders.root()));
        m_folders.forget(job.mailbox);
        return;
    }
    pending.step = Step::Temporary;
    pending.fileSystem = (*folder)->fileSystem;
    if (!pending.replaceTarget)
        pending.target = (*folder)->path + QLatin1String("/cur/") + maildirFileName(*job.message);
}

void LocalDelivery::flushData()
{
    const auto temporaries = std::count_if(m_pending.begin(), m_pending.end(), [](const Pending &p) { return p.step == Step::Temporary; });
    if (temporaries > kFlushOneByOne) {
        const auto flushed = flushFileSystems();
        if (!flushed)
            failAll(Step::Temporary, flushFailure(flushed.failure(), m_folders.root()));
        else if (*flushed)
            return;
    }
    for (size_t i = 0; i < m_pending.size(); ++i) {
        const Pending &pending = m_pending[i];
        if (pending.step != Step::Temporary)
            continue;
        if (const auto done = platform::flushFile(pending.temporary); !done)
            fail(i, mailboxFailure(done.failure(), m_jobs[i].mailbox, m_folders.root()));
    }
}

void LocalDelivery::place()
{
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_pending[i].step == Step::Temporary)
            placeOne(i);
    }
}

void LocalDelivery::placeOne(size_t index)
{
    const CopyJob &job = m_jobs[index];
    Pending &pending = m_pending[index];
    m_receipts[index].status = DeliveryReceipt::Status::Written;
    if (!pending.replaceTarget) {
        const auto renamed = platform::renameNew(pending.temporary, pending.target);
        if (!renamed) {
            fail(index, mailboxFailure(renamed.failure(), job.mailbox, m_folders.root()));
            return;
        }
        if (*renamed) {
            pending.step = Step::Placed;
            touch(pending.target);
            return;
        }
        if (hasBytes(pending.target, *job.message, true)) {
            const auto removed = platform::removeFile(pending.temporary);
            Q_UNUSED(removed) // a left-over goes with the next look into tmp
            m_receipts[index].status = DeliveryReceipt::Status::AlreadyThere;
            pending.step = Step::Placed;
            touch(pending.target);
            return;
        }
    }
    // What lies there has our key and other bytes: damaged, or composed otherwise. It gives way in one step.
    if (const auto renamed = platform::renameOver(pending.temporary, pending.target); !renamed) {
        fail(index, mailboxFailure(renamed.failure(), job.mailbox, m_folders.root()));
        return;
    }
    pending.step = Step::Placed;
    touch(pending.target);
}

void LocalDelivery::flushNames()
{
    if (m_unflushed.contains(m_folders.root()))
        openFileSystemOf(m_folders.root());
    Result<bool> flushed = false;
    if (m_unflushed.size() > kFlushOneByOne && !m_folderByFolder)
        flushed = flushFileSystems();
    for (auto folder = m_unflushed.cbegin(); flushed && !*flushed && folder != m_unflushed.cend(); ++folder) {
        if (const auto one = platform::flushFolder(*folder); !one)
            flushed = one.failure();
    }
    if (!flushed) {
        failAll(Step::Placed, flushFailure(flushed.failure(), m_folders.root()));
        m_folders.forgetAll();
    }
    m_unflushed.clear();
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_pending[i].step == Step::Placed && m_pending[i].outdated.empty())
            settle(i, m_receipts[i].status);
    }
}

void LocalDelivery::removeOutdated()
{
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_pending[i].step == Step::Placed)
            removeOutdatedOf(i);
    }
    for (const QString &folder : std::as_const(m_unflushed)) {
        if (const auto flushed = platform::flushFolder(folder); !flushed) {
            failAll(Step::Placed, flushFailure(flushed.failure(), m_folders.root()));
            return;
        }
    }
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_pending[i].step == Step::Placed)
            settle(i, m_receipts[i].status);
    }
}

void LocalDelivery::removeOutdatedOf(size_t index)
{
    const CopyJob &job = m_jobs[index];
    const Pending &pending = m_pending[index];
    const bool named = parseMaildirFileName(pending.target.sliced(pending.target.lastIndexOf(QLatin1Char('/')) + 1)).has_value();
    if (!hasBytes(pending.target, *job.message, named)) {
        fail(index, {FailureCode::DestinationUnavailable, {m_folders.root()}, QStringLiteral("read back other bytes"), true});
        return;
    }
    for (const QString &path : pending.outdated) {
        if (const auto removed = platform::removeFile(path); !removed) {
            fail(index, mailboxFailure(removed.failure(), job.mailbox, m_folders.root()));
            return;
        }
        m_unflushed.insert(parentOf(path));
    }
}

void LocalDelivery::touch(const QString &filePath)
{
    const QString folder = parentOf(filePath);
    if (m_unflushed.contains(folder))
        return;
    m_unflushed.insert(folder);
    openFileSystemOf(folder);
}

void LocalDelivery::openFileSystemOf(const QString &folder)
{
    const auto fileSystem = platform::fileSystemOf(folder);
    if (!fileSystem || !openFileSystem(*fileSystem, folder))
        m_folderByFolder = true;
}

Result<void> LocalDelivery::openFileSystem(quint64 fileSystem, const QString &folder)
{
    if (m_fileSystems.contains(fileSystem))
        return {};
    auto opened = platform::openFileSystem(folder);
    if (!opened)
        return opened.failure();
    m_fileSystems.emplace(fileSystem, std::move(*opened));
    return {};
}

/// False where the system cannot flush a whole file system.
Result<bool> LocalDelivery::flushFileSystems()
{
    for (const auto &[id, fileSystem] : m_fileSystems) {
        const auto flushed = fileSystem->flush();
        if (!flushed || !*flushed)
            return flushed;
    }
    return true;
}

void LocalDelivery::settle(size_t index, DeliveryReceipt::Status status)
{
    m_pending[index].step = Step::Done;
    DeliveryReceipt &receipt = m_receipts[index];
    receipt.copyId = m_jobs[index].copyId;
    receipt.status = status;
    receipt.location = m_pending[index].target.sliced(m_folders.root().size() + 1);
}

void LocalDelivery::settleAbsent(size_t index)
{
    m_pending[index].step = Step::Done;
    m_receipts[index].copyId = m_jobs[index].copyId;
    m_receipts[index].status = DeliveryReceipt::Status::Absent;
}

void LocalDelivery::fail(size_t index, const Failure &failure)
{
    Pending &pending = m_pending[index];
    if (pending.step == Step::Temporary) {
        const auto removed = platform::removeFile(pending.temporary);
        Q_UNUSED(removed) // a left-over goes with the next look into tmp
    }
    pending.step = Step::Done;
    DeliveryReceipt &receipt = m_receipts[index];
    receipt.copyId = m_jobs[index].copyId;
    receipt.status = DeliveryReceipt::Status::Failed;
    receipt.reason = reasonOf(failure.code);
    receipt.failure = failure;
}

void LocalDelivery::failAll(Step step, const Failure &failure)
{
    for (size_t i = 0; i < m_jobs.size(); ++i) {
        if (m_pending[i].step == step)
            fail(i, failure);
    }
}

} // namespace tallybridge
