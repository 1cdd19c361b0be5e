#pragma once

#include "mailbox/Destination.h"

#include <QStringList>
#include <mutex>

#include <atomic>

namespace tallybridge {

/// The built-in local archive: one Maildir++ per user, `<root>/<address>/.<archive folder>/{cur,new,tmp}`, readable by ordinary mail
/// programs and servers. Its files lie in clear. A root that an object of this class made goes with it when nothing was written there.
class LocalArchive : public Destination
{
public:
    /// domains: the connector's domains in lower case; empty: any. folderName: the archive folder, e.g. "WhatsApp Archiver".
    LocalArchive(QString root, QString folderName, QStringList domains);
    ~LocalArchive() override;

    DestinationLimits limits() const override;
    Result<MailAddress> findMailbox(const MailAddress &address, const CancelToken &cancel) override;
    Result<QString> identify(const DestinationClaim &claim, bool mayWrite, const CancelToken &cancel) override;
    Result<void> check(const CancelToken &cancel) override;
    void setWriter(quint32 writer) override { m_writer = writer; }
    Result<std::unique_ptr<DestinationSession>> openSession() override;

private:
    Result<void> makeRoot();

    QString m_root;
    QString m_folderName;
    QStringList m_domains;
    quint32 m_writer = 0;
    std::atomic<bool> m_marked = false; ///< the archive was seen with its mark: without it nothing is written
    std::mutex m_mutex;
    QStringList m_made; ///< folders that were not there before, outermost first
};

} // namespace tallybridge
