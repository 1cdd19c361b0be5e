#include "mailbox/graph/GraphDestination.h"

#include "mailbox/graph/GraphSession.h"
#include "mailbox/graph/GraphVerify.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr int copiesPerLease = 16;
constexpr qint64 bytesPerLease = 6 << 20;
constexpr qint64 largestUpload = 150 << 20;

} // namespace

GraphDestination::GraphDestination(Settings settings, TokenSource::ReadCredential readCredential, std::shared_ptr<const Clock> clock)
    : m_settings(std::move(settings)), m_readCredential(std::move(readCredential)), m_clock(std::move(clock))
{
}

GraphDestination::~GraphDestination() = default;

Result<std::shared_ptr<graph::Service>> GraphDestination::service()
{
    const std::lock_guard lock(m_mutex);
    if (m_service)
        return m_service;
    const auto cloud = readCloud(m_settings.cloud, m_settings.insecureLoopback);
    if (!cloud)
        return cloud.failure();
    auto http = HttpClient::make(m_settings.http);
    if (!http)
        return http.failure();
    auto tokens =
        std::make_shared<TokenSource>(*http, AppIdentity{*cloud, m_settings.tenant, m_settings.clientId}, m_readCredential, m_clock);
    m_service = std::make_shared<graph::Service>(*http, std::move(tokens), *cloud, m_settings.limits, m_settings.tenant,
                                                 m_settings.folderName, m_settings.messageClass, m_settings.importMime);
    return m_service;
}

DestinationLimits GraphDestination::limits() const
{
    return {std::max(1, m_settings.limits.concurrency), copiesPerLease, bytesPerLease, largestUpload};
}

Result<MailAddress> GraphDestination::findMailbox(const MailAddress &address, const CancelToken &cancel)
{
    if (cancel.isCancelled())
        return Failure{FailureCode::Cancelled, {}, {}, true};
    if (address.isNull() || address.isUnderInvalid())
        return MailAddress();
    if (!m_settings.domains.isEmpty() && !m_settings.domains.contains(address.domain(), Qt::CaseInsensitive))
        return MailAddress();
    const auto shared = service();
    if (!shared)
        return shared.failure();
    const auto user = (*shared)->directory.find(address, cancel);
    if (!user)
        return user.failure();
    return user->address;
}

void GraphDestination::remember(const std::vector<KnownMailbox> &known)
{
    if (const auto shared = service())
        (*shared)->directory.remember(known);
}

std::vector<KnownMailbox> GraphDestination::learned()
{
    const auto shared = service();
    return shared ? (*shared)->directory.learned() : std::vector<KnownMailbox>();
}

Result<void> GraphDestination::listPeople(const std::function<void(const DirectoryPerson &)> &found, const CancelToken &cancel)
{
    const auto shared = service();
    return shared ? (*shared)->directory.people(found, cancel) : Result<void>(shared.failure());
}

Result<std::vector<MailTrait>> GraphDestination::lookAtOne(const MailAddress &mailbox, const CancelToken &cancel)
{
    const auto shared = service();
    if (!shared)
        return shared.failure();
    const auto user = (*shared)->directory.resolve(mailbox, cancel);
    if (!user)
        return user.failure();
    return user->id.isEmpty() ? std::vector<MailTrait>() : graph::MailboxReader(**shared, cancel).lookAtOne(*user);
}

Result<QString> GraphDestination::identify(const DestinationClaim &claim, bool, const CancelToken &)
{
    const QString id = QLatin1String("graph:") + m_settings.tenant.toLower();
    if (!claim.knownId.isEmpty() && claim.knownId != id)
        return Failure{FailureCode::DestinationChanged, {id}, {}, true};
    return id;
}

Result<void> GraphDestination::check(const CancelToken &cancel)
{
    const auto shared = service();
    if (!shared)
        return shared.failure();
    return (*shared)->directory.check(cancel);
}

Result<std::unique_ptr<DestinationSession>> GraphDestination::openSession()
{
    const auto shared = service();
    if (!shared)
        return shared.failure();
    return std::unique_ptr<DestinationSession>(std::make_unique<graph::Session>(*shared, m_settings.limits.concurrency, m_hasWriter));
}

} // namespace tallybridge
