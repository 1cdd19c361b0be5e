#pragma once

#include "core/Clock.h"
#include "identity/AdminSignIn.h"
#include "identity/TokenSource.h"
#include "mailbox/TenantAccess.h"
#include "net/HttpClient.h"

#include <mutex>

namespace tallybridge {

/// A tenant of Microsoft 365.
class GraphTenantAccess : public TenantAccess
{
public:
    /// Touches neither network nor secrets yet. Failures: FileNotFound, FileNotReadable, CertificateFileInvalid (the CA file).
    static Result<std::unique_ptr<TenantAccess>> make(const AppIdentity &app, const HttpSettings &settings,
                                                      TokenSource::ReadCredential credential, std::shared_ptr<const Clock> clock);

    QString tenant() const override { return m_app.tenant; }
    QUrl consentUrl(const QUrl &redirect, const QByteArray &state) const override;
    Result<AppAccess> probe(const QString &consentedTenant, const CancelToken &cancel) override;
    QUrl signInUrl(const SignInTicket &ticket) const override;
    Result<Administrator> administrator(const SignInTicket &ticket, const RedirectAnswer &answer, const CancelToken &cancel) override;

private:
    GraphTenantAccess(AppIdentity app, std::shared_ptr<HttpClient> http, TokenSource::ReadCredential credential,
                      std::shared_ptr<const Clock> clock);
    AdminSignInRequest requestFor(const SignInTicket &ticket) const;

    const AppIdentity m_app;
    const std::shared_ptr<HttpClient> m_http;
    const TokenSource::ReadCredential m_credential;
    const std::shared_ptr<const Clock> m_clock;
};

} // namespace tallybridge
