#pragma once

#include "mailbox/Destination.h"

#include <QStringList>

#include <atomic>

namespace tallybridge {

/// The built-in local archive: one Maildir++ per user, `<root>/<address>/.<archive folder>/{cur,new,tmp}`, readable by ordinary mail
/// programs and servers. Its files lie in clear.
class LocalArchive : public Destination
{
public:
    /// domains: the connector's domains in lower case; empty: any. folderName: the archive folder, e.g. "WhatsApp Archiver".
    LocalArchive(QString root, QString folderName, QStringList domains);

    DestinationLimits limits() const override;
    Result<MailAddress> findMailbox(const MailAddress &address, const CancelToken &cancel) override;
    Result<QString> identify(const DestinationClaim &claim, bool mayWrite, const CancelToken &cancel) override;
    Result<void> check(const CancelToken &cancel) override;
    void setWriter(quint32 writer) override { m_writer = writer; }
    Result<std::unique_ptr<DestinationSession>> openSession() override;

private:
    QString m_root;
    QString m_folderName;
    QStringList m_domains;
    quint32 m_writer = 0;
    std::atomic<bool> m_marked = false; ///< the archive was seen with its mark: without it nothing is written
};

} // namespace tallybridge
