#pragma once

#include "core/MailAddress.h"
#include "core/Result.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace tallybridge {

/// The archive folder of one mailbox, ready to be written to.
struct MaildirFolder {
    QString userPath;       ///< "<root>/<address>"
    QString path;           ///< "<root>/<address>/.WhatsApp Archiver"
    quint64 fileSystem = 0; ///< a user's folder may be a mount or a link to another disk
};

/// Makes the folders of a session's mailboxes and remembers which ones are there. One thread.
class MaildirFolders
{
public:
    /// session: as newMaildirSession() gives it. marked: the archive at root has its mark.
    MaildirFolders(QString root, QString archiveFolder, quint64 session, bool marked);

    const QString &root() const { return m_root; }
    const QString &archiveFolder() const { return m_archiveFolder; }

    /// Whether the archive is still there: its mark when it has one, else its root. Failures: DestinationUnavailable.
    Result<void> isThere() const;

    /// Path of a mailbox's Maildir++; empty when the address is too long for a file system.
    QString userPath(const MailAddress &mailbox) const;

    /// The archive folder of a mailbox, made where it does not exist (but never the root: a disk that is not mounted
    /// must not be written beside). The first time it also removes what earlier sessions of the same writer, or a crash long ago, left in
    /// tmp. Names it may have made are added to `unflushed`. The pointer is valid until the next call. Failures: DestinationUnavailable,
    /// MailboxAccessDenied, DiskFull, InvalidArgument (no folder can have the address's name).
    Result<const MaildirFolder *> open(const MailAddress &mailbox, QSet<QString> &unflushed);

    /// Forgets a mailbox, so that its folders are made again.
    void forget(const MailAddress &mailbox) { m_ready.remove(mailbox); }
    void forgetAll() { m_ready.clear(); }

private:
    Result<void> make(const MaildirFolder &folder) const;

    QString m_root;
    QString m_archiveFolder;
    quint64 m_session;
    QString m_witness; ///< what is there while the archive is
    QHash<MailAddress, MaildirFolder> m_ready;
};

/// What a file operation in a mailbox means for its copies: MailboxAccessDenied [mailbox], DiskFull [root] or
/// DestinationUnavailable [root].
Failure mailboxFailure(const Failure &failure, const MailAddress &mailbox, const QString &root);

} // namespace tallybridge
