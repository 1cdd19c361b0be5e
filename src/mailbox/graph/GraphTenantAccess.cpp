#include "mailbox/graph/GraphTenantAccess.h"

#include "identity/AdminConsentRequest.h"
#include "identity/TenantId.h"
#include "identity/TokenClaims.h"
#include "mailbox/graph/GraphAdministrator.h"
#include "mailbox/graph/GraphDirectory.h"

namespace tallybridge {

Result<std::unique_ptr<TenantAccess>> GraphTenantAccess::make(const AppIdentity &app, const HttpSettings &settings,
                                                              TokenSource::ReadCredential credential, std::shared_ptr<const Clock> clock)
{
    auto http = HttpClient::make(settings);
    if (!http)
        return http.failure();
    return std::unique_ptr<TenantAccess>(new GraphTenantAccess(app, std::move(*http), std::move(credential), std::move(clock)));
}

GraphTenantAccess::GraphTenantAccess(AppIdentity app, std::shared_ptr<HttpClient> http, TokenSource::ReadCredential credential,
                                     std::shared_ptr<const Clock> clock)
    : m_app(std::move(app)), m_http(std::move(http)), m_credential(std::move(credential)), m_clock(std::move(clock))
{
}

QUrl GraphTenantAccess::consentUrl(const QUrl &redirect, const QByteArray &state) const
{
    return AdminConsentRequest{m_app.cloud, m_app.tenant, m_app.clientId, redirect, state}.url();
}

Result<AppAccess> GraphTenantAccess::probe(const QString &consentedTenant, const CancelToken &cancel)
{
    const auto tenantId = tenantIdOf(*m_http, m_app.cloud, m_app.tenant, cancel);
    if (!tenantId)
        return tenantId.failure();
    if (!consentedTenant.isEmpty() && consentedTenant != *tenantId) {
        const QString other = isTenantId(consentedTenant) ? consentedTenant : QString();
        return Failure{FailureCode::TenantMismatch, {m_app.tenant, other}, {}, false};
    }
    // A token that was got before the consent does not have what was consented to.
    const auto tokens = std::make_shared<TokenSource>(m_http, m_app, m_credential, m_clock);
    const auto token = tokens->token(cancel);
    if (!token)
        return token.failure();
    const TokenClaims claims = TokenClaims::read(token->view());
    if (!claims.tenantId.isEmpty() && claims.tenantId != *tenantId)
        return Failure{FailureCode::TenantMismatch, {m_app.tenant, claims.tenantId}, {}, false};
    graph::Client client(m_http, tokens, m_app.cloud, {});
    if (auto reads = graph::Directory(client, m_app.tenant).check(cancel); !reads)
        return reads.failure();
    return AppAccess{*tenantId, claims.roles};
}

AdminSignInRequest GraphTenantAccess::requestFor(const SignInTicket &ticket) const
{
    return {m_app.cloud, m_app.tenant, m_app.clientId, ticket.redirect, ticket.state, ticket.nonce, ticket.pkce, ticket.readRoles};
}

QUrl GraphTenantAccess::signInUrl(const SignInTicket &ticket) const
{
    return requestFor(ticket).url();
}

Result<Administrator> GraphTenantAccess::administrator(const SignInTicket &ticket, const RedirectAnswer &answer, const CancelToken &cancel)
{
    const auto tenantId = tenantIdOf(*m_http, m_app.cloud, m_app.tenant, cancel);
    if (!tenantId)
        return tenantId.failure();
    const auto person = redeemSignIn(*m_http, requestFor(ticket), answer, *tenantId, *m_clock, cancel);
    if (!person)
        return person.failure();
    return graph::readAdministrator(*m_http, m_app.cloud, *person, ticket.readRoles, cancel);
}

} // namespace tallybridge
