#pragma once

#include "mailbox/Destination.h"
#include "mailbox/local/MaildirFolders.h"

namespace tallybridge {

/// A lane's session with the local archive.
class LocalSession : public DestinationSession
{
public:
    /// archiveFolder: as maildirFolderName() gives it.
    LocalSession(QString root, QString archiveFolder);

    std::vector<DeliveryReceipt> deliver(std::span<const CopyJob> jobs, const CancelToken &cancel) override;
    std::vector<CopyPresence> verify(std::span<const CopyReference> copies, const CancelToken &cancel) override;
    Result<void> readBack(std::span<const MailAddress> mailboxes, const std::function<void(const FoundCopy &)> &found,
                          const CancelToken &cancel) override;

private:
    Result<std::vector<MailAddress>> allMailboxes() const;

    MaildirFolders m_folders;
    quint64 m_session;     ///< random, part of the names of temporary files
    quint64 m_counter = 0; ///< temporary files made
};

} // namespace tallybridge
