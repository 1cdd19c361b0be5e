#pragma once

#include "core/platform.h"
#include "mailbox/Destination.h"
#include "mailbox/local/MaildirFolders.h"
#include "mailbox/local/MaildirScan.h"

#include <QSet>

#include <map>

namespace tallybridge {

/// One deliver() call of a local archive: all files are written to tmp and made durable together, get their final
/// names, the names are made durable together, and only then are there receipts. One object per call, one thread.
class LocalDelivery
{
public:
    /// session: a number no other session of any process uses; counter: how many temporary files the session has made.
    LocalDelivery(MaildirFolders &folders, quint64 session, quint64 &counter, std::span<const CopyJob> jobs, const CancelToken &cancel);

    std::vector<DeliveryReceipt> run();

private:
    enum class Step { Waiting, Temporary, Placed, Done };

    struct Pending {
        Step step = Step::Waiting;
        QString temporary;             ///< path in tmp while step is Temporary
        QString target;                ///< path it gets, or the mail found
        bool replaceTarget = false;    ///< a mail lies there whose bytes are not those to be there
        std::vector<QString> outdated; ///< partial mails that go when the whole one is there
        quint64 fileSystem = 0;
    };

    void lookUp();
    void judge(size_t index, const std::vector<MaildirMatch> &matches);
    void judgeOnly(size_t index, const std::vector<MaildirMatch> &matches);
    void write();
    void writeOne(size_t index);
    void flushData();
    void place();
    void placeOne(size_t index);
    void flushNames();
    void removeOutdated();
    void removeOutdatedOf(size_t index);

    void settle(size_t index, DeliveryReceipt::Status status);
    void settleAbsent(size_t index);
    void fail(size_t index, const Failure &failure);
    void failAll(Step step, const Failure &failure);
    Result<void> openFileSystem(quint64 fileSystem, const QString &folder);
    void openFileSystemOf(const QString &folder);
    Result<bool> flushFileSystems();
    void touch(const QString &filePath);

    MaildirFolders &m_folders;
    const quint64 m_session;
    quint64 &m_counter;
    std::span<const CopyJob> m_jobs;
    const CancelToken &m_cancel;
    std::vector<Pending> m_pending;                                              ///< beside m_jobs
    std::vector<DeliveryReceipt> m_receipts;                                     ///< beside m_jobs
    bool m_folderByFolder = false;                                               ///< a folder lies on a file system that cannot be told
    QSet<QString> m_unflushed;                                                   ///< folders whose names are not durable yet
    std::map<quint64, std::unique_ptr<platform::FileSystemFlush>> m_fileSystems; ///< all that are written to
};

} // namespace tallybridge
