#include "mailbox/local/LocalSession.h"

#include "core/platform.h"
#include "mailbox/local/LocalDelivery.h"
#include "mailbox/local/MaildirContent.h"
#include "mailbox/local/MaildirName.h"
#include "mailbox/local/MaildirPath.h"
#include "mailbox/local/MaildirScan.h"

namespace tallybridge {

namespace {

/// Whether one file answers for a copy; nothing when it could not be read.
std::optional<bool> answersFor(const MaildirMatch &match, const CopyReference &copy)
{
    if (match.named && match.partial != copy.partial)
        return copy.partial; // a whole mail took the place of the partial one
    if (copy.messageSha256.isEmpty())
        return true;
    const auto sha256 = fileSha256(match.path, !match.named);
    if (!sha256)
        return std::nullopt;
    return *sha256 == copy.messageSha256;
}

CopyPresence presenceOf(const CopyReference &copy, const MaildirMatches &matches)
{
    CopyPresence presence = matches.complete ? CopyPresence::Missing : CopyPresence::Unchecked;
    for (const MaildirMatch &match : matches.found.value(copy.key)) {
        const auto answers = answersFor(match, copy);
        if (answers == true && match.inArchiveFolder)
            return CopyPresence::Present;
        if (answers == true)
            presence = CopyPresence::Moved;
        else if (!answers && presence == CopyPresence::Missing)
            presence = CopyPresence::Unchecked;
    }
    return presence;
}

} // namespace

LocalSession::LocalSession(QString root, QString archiveFolder, quint32 writer, bool marked)
    : m_session(newMaildirSession(writer)), m_folders(std::move(root), std::move(archiveFolder), m_session, marked)
{
}

std::vector<DeliveryReceipt> LocalSession::deliver(std::span<const CopyJob> jobs, const CancelToken &cancel)
{
    return LocalDelivery(m_folders, m_session, m_counter, jobs, cancel).run();
}

std::vector<CopyPresence> LocalSession::verify(std::span<const CopyReference> copies, const CancelToken &cancel)
{
    std::vector<CopyPresence> answers(copies.size(), CopyPresence::Unchecked);
    if (!m_folders.isThere())
        return answers; // an archive that is not there tells nothing about its mails
    QHash<MailAddress, std::vector<size_t>> byMailbox;
    for (size_t i = 0; i < copies.size(); ++i)
        byMailbox[copies[i].mailbox].push_back(i);
    for (auto mailbox = byMailbox.cbegin(); mailbox != byMailbox.cend() && !cancel.isCancelled(); ++mailbox) {
        const QString path = m_folders.userPath(mailbox.key());
        QSet<ItemKey> wanted;
        for (const size_t i : mailbox.value())
            wanted.insert(copies[i].key);
        const MaildirMatches matches = path.isEmpty() ? MaildirMatches() : scanMailbox(path, m_folders.archiveFolder(), wanted, cancel);
        for (const size_t i : mailbox.value()) {
            if (cancel.isCancelled())
                break;
            answers[i] = presenceOf(copies[i], matches);
        }
    }
    return answers;
}

Result<void> LocalSession::readBack(std::span<const MailAddress> mailboxes, const std::function<void(const FoundCopy &)> &found,
                                    const CancelToken &cancel)
{
    if (const auto there = m_folders.isThere(); !there)
        return there;
    std::vector<MailAddress> all;
    if (mailboxes.empty()) {
        auto listed = allMailboxes();
        if (!listed)
            return listed.failure();
        all = std::move(*listed);
        mailboxes = all;
    }
    for (const MailAddress &mailbox : mailboxes) {
        const QString path = m_folders.userPath(mailbox);
        if (path.isEmpty())
            continue;
        // Users move mails: one that lies in another folder of theirs must not be imported a second time.
        QStringList folders{path};
        const auto listed = platform::listFolder(path, [&](const QString &name, bool isFolder) {
            if (isFolder && name.startsWith(QLatin1Char('.')))
                folders << path + QLatin1Char('/') + name;
            return true;
        });
        bool complete = listed.ok() || listed.failure().code == FailureCode::FolderNotFound;
        for (const QString &folder : folders) {
            complete = complete && scanMaildirFolder(
                                       folder,
                                       [&](const ItemKey &key, const MaildirMatch &match) {
                                           // A mail that lost its name may be partial; calling it whole would hide that attachments are
                                           // missing.
                                           found({mailbox, key, match.partial || !match.named});
                                       },
                                       cancel);
        }
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        if (!complete)
            return Failure{FailureCode::DestinationUnavailable, {m_folders.root()}, {}, true};
    }
    return {};
}

Result<std::vector<MailAddress>> LocalSession::allMailboxes() const
{
    std::vector<MailAddress> mailboxes;
    const auto listed = platform::listFolder(m_folders.root(), [&](const QString &name, bool isFolder) {
        if (const auto mailbox = mailboxOfFolderName(name); isFolder && mailbox)
            mailboxes.push_back(*mailbox);
        return true;
    });
    if (!listed)
        return Failure{FailureCode::DestinationUnavailable, {m_folders.root()}, listed.failure().detail, true};
    return mailboxes;
}

} // namespace tallybridge
