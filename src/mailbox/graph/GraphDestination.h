#pragma once

#include "core/Clock.h"
#include "identity/TokenSource.h"
#include "mailbox/Destination.h"
#include "mailbox/graph/GraphLimiter.h"
#include "net/HttpClient.h"

#include <QStringList>

#include <memory>
#include <mutex>

namespace tallybridge {

namespace graph {
struct Service;
}

/// Microsoft 365 mailboxes through Microsoft Graph v1.0: each copy is created from JSON as a received mail in the archive folder of its
/// mailbox. See docs/microsoft365.md.
class GraphDestination : public Destination
{
public:
    struct Settings {
        QString cloud; ///< as readCloud() takes it
        bool insecureLoopback = false;
        HttpSettings http;
        QString tenant; ///< id or domain
        QString clientId;
        QStringList domains; ///< lower case; empty: any
        QString folderName;
        QString messageClass;
        graph::Limits limits;
        bool importMime = false; ///< mails are made by importMime (beta), as far as the service takes that
    };

    /// Touches neither network nor secrets nor files yet.
    GraphDestination(Settings settings, TokenSource::ReadCredential readCredential, std::shared_ptr<const Clock> clock);
    ~GraphDestination() override;

    DestinationLimits limits() const override;
    Result<MailAddress> findMailbox(const MailAddress &address, const CancelToken &cancel) override;
    void remember(const std::vector<KnownMailbox> &known) override;
    std::vector<KnownMailbox> learned() override;
    Result<void> listPeople(const std::function<void(const DirectoryPerson &)> &found, const CancelToken &cancel) override;
    Result<std::vector<MailTrait>> lookAtOne(const MailAddress &mailbox, const CancelToken &cancel) override;
    Result<QString> identify(const DestinationClaim &claim, bool mayWrite, const CancelToken &cancel) override;
    /// Signs in and asks the directory. Failures besides: those of TokenSource, PermissionMissing, CloudUnknown, CloudFileInvalid …
    Result<void> check(const CancelToken &cancel) override;
    void setWriter(quint32 writer) override { m_hasWriter = writer != 0; }
    bool needsConsent() const override { return true; }
    Result<std::unique_ptr<DestinationSession>> openSession() override;

private:
    Result<std::shared_ptr<graph::Service>> service();

    const Settings m_settings;
    const TokenSource::ReadCredential m_readCredential;
    const std::shared_ptr<const Clock> m_clock;
    bool m_hasWriter = false;
    std::mutex m_mutex;
    std::shared_ptr<graph::Service> m_service;
};

} // namespace tallybridge
