#pragma once

#include "mailbox/Destination.h"
#include "mailbox/local/MaildirFolders.h"

namespace tallybridge {

/// A lane's session with the local archive.
class LocalSession : public DestinationSession
{
public:
    /// archiveFolder: as maildirFolderName() gives it. writer: as of Destination::setWriter(), 0: nobody in particular. marked: the archive
    /// has its mark; when that is gone, so is the archive.
    LocalSession(QString root, QString archiveFolder, quint32 writer, bool marked);

    std::vector<DeliveryReceipt> deliver(std::span<const CopyJob> jobs, const CancelToken &cancel) override;
    std::vector<CopyPresence> verify(std::span<const CopyReference> copies, const CancelToken &cancel) override;
    Result<void> readBack(std::span<const MailAddress> mailboxes, const std::function<void(const FoundCopy &)> &found,
                          const CancelToken &cancel) override;

private:
    Result<std::vector<MailAddress>> allMailboxes() const;

    const quint64 m_session; ///< writer and random part, or all random; part of the names of temporary files
    MaildirFolders m_folders;
    quint64 m_counter = 0; ///< temporary files made
};

} // namespace tallybridge
