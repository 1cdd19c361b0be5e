#pragma once

#include "mailbox/local/LocalArchive.h"
#include "mailbox/local/MaildirName.h"
#include "mailbox/local/MaildirPath.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace tallybridge::test {

inline MailAddress address(const QString &text)
{
    return MailAddress::parse(text).value();
}

inline std::shared_ptr<const ComposedMessage> mail(const QString &id, bool partial = false, const QByteArray &body = "Hello\r\n")
{
    auto message = std::make_shared<ComposedMessage>();
    message->key = ItemKey::of(id, {}, QByteArray(32, 'h'));
    message->bytes = "Message-ID: <" + message->key.messageId().toLatin1() + ">\r\nSubject: " + id.toUtf8() + "\r\n\r\n" + body;
    if (partial) {
        message->bytes += "attachments dropped\r\n";
        message->dropped.push_back({QStringLiteral("big.mp4"), 20'000'000, QByteArray(32, 'd')});
    }
    message->sha256 = QCryptographicHash::hash(message->bytes, QCryptographicHash::Sha256);
    message->date = QDateTime::fromSecsSinceEpoch(1'600'000'000, Qt::UTC);
    return message;
}

inline CopyJob job(const MailAddress &mailbox, std::shared_ptr<const ComposedMessage> message, qint64 copyId = 1)
{
    CopyJob result;
    result.copyId = copyId;
    result.mailbox = mailbox;
    result.message = std::move(message);
    return result;
}

inline CopyJob lookingFirst(CopyJob job)
{
    job.lookFirst = true;
    return job;
}

inline CopyJob replacingPartial(CopyJob job)
{
    job.replacePartial = true;
    return job;
}

inline CopyReference reference(const MailAddress &mailbox, const ComposedMessage &message)
{
    return {1, mailbox, message.key, message.isPartial(), message.sha256};
}

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

inline bool writeTo(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// An archive in a folder of its own and one session with it.
struct Archive {
    explicit Archive(const QStringList &domains = {})
        : destination(root(), QStringLiteral("WhatsApp Archiver"), domains), session(std::move(destination.openSession().value()))
    {
    }

    QString root() const { return folder.filePath(QStringLiteral("archive")); }
    QString folderOf(const MailAddress &mailbox) const { return root() + u'/' + mailboxFolderName(mailbox) + u"/.WhatsApp Archiver"; }
    QString pathOf(const MailAddress &mailbox, const ComposedMessage &message) const
    {
        return folderOf(mailbox) + u"/cur/" + maildirFileName(message);
    }
    QString pathOf(const DeliveryReceipt &receipt) const { return root() + u'/' + receipt.location; }

    std::vector<DeliveryReceipt> deliver(const std::vector<CopyJob> &jobs) { return session->deliver(jobs, CancelToken()); }
    DeliveryReceipt deliver(const CopyJob &job) { return deliver(std::vector<CopyJob>{job}).at(0); }
    CopyPresence verify(const CopyReference &copy) { return session->verify(std::vector<CopyReference>{copy}, CancelToken()).at(0); }

    /// All files in cur, new and tmp of all mailboxes.
    QStringList mails() const
    {
        QStringList result;
        QDirIterator files(root(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            if (const QString path = files.next(); !path.endsWith(QLatin1String("/maildirfolder")))
                result += path;
        }
        return result;
    }

    QTemporaryDir folder;
    LocalArchive destination;
    std::unique_ptr<DestinationSession> session;
};

} // namespace tallybridge::test
