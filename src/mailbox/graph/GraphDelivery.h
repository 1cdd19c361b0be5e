#pragma once

#include "mailbox/Destination.h"
#include "mailbox/graph/GraphDirectory.h"
#include "mailbox/graph/GraphFile.h"
#include "mailbox/graph/GraphFolders.h"
#include "mailbox/graph/GraphLookup.h"
#include "mailbox/graph/GraphMime.h"

namespace tallybridge::graph {

/// What all sessions of a destination share. Any thread.
struct Service {
    Service(std::shared_ptr<HttpClient> http, std::shared_ptr<TokenSource> tokens, const Cloud &cloud, const Limits &limits, QString tenant,
            QString folderName, QString messageClass, bool importMime)
        : client(std::move(http), std::move(tokens), cloud, limits)
        , directory(client, std::move(tenant))
        , folders(client, std::move(folderName))
        , mime(importMime)
        , messageClass(std::move(messageClass))
    {
    }

    Client client;
    Directory directory;
    Folders folders;
    MimeImport mime;
    const QString messageClass;
};

/// Brings one copy into its mailbox, once: whatever leaves open whether it was written is looked up before it is tried again. One object
/// per copy and attempt, one thread.
class Delivery
{
public:
    Delivery(Service &service, const CopyJob &job, const CancelToken &cancel) : m_service(service), m_job(job), m_cancel(cancel) {}

    DeliveryReceipt run();

private:
    /// Nothing: go on.
    std::optional<DeliveryReceipt> findPlace();
    std::optional<DeliveryReceipt> lookUp();
    std::optional<DeliveryReceipt> create();
    /// The same by importMime; m_id stays empty when the service refused it, which m_mimeRefusal says then.
    std::optional<DeliveryReceipt> importMime();
    std::optional<DeliveryReceipt> addFiles();
    std::optional<DeliveryReceipt> clearAway();

    Result<std::vector<OurMail>> mailsOfItem(bool inWholeMailbox);
    std::optional<DeliveryReceipt> judge(const std::vector<OurMail> &mails);

    DeliveryReceipt settled(DeliveryReceipt::Status status, const QString &location) const;
    DeliveryReceipt failed(FailureReason reason, const Failure &failure) const;
    DeliveryReceipt refused(const Reply &reply);
    /// To be tried again later, or failed when it was tried often enough.
    DeliveryReceipt later(const Failure &why, bool inDoubt) const;
    DeliveryReceipt throttled(const Reply &reply) const;
    DeliveryReceipt after(const Failure &failure, bool inDoubt) const;

    Service &m_service;
    const CopyJob &m_job;
    const CancelToken &m_cancel;
    QString m_user;
    QString m_folder;
    QString m_id; ///< of the mail written
    std::optional<Reply> m_mimeRefusal;
    std::vector<File> m_files; ///< to be added to it
    size_t m_inlineFiles = 0;
    std::vector<QString> m_outdated; ///< mails that go when it is whole
};

} // namespace tallybridge::graph
