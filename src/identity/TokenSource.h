#pragma once

#include "core/CancelToken.h"
#include "core/Clock.h"
#include "core/Secret.h"
#include "identity/ClientCertificate.h"
#include "identity/Cloud.h"
#include "net/HttpClient.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <variant>

namespace tallybridge {

/// With what an app proves itself.
using ClientCredential = std::variant<ClientCertificate, Secret>;

/// Who signs in, and where.
struct AppIdentity {
    Cloud cloud;
    QString tenant;   ///< id or domain
    QString clientId; ///< of the customer's app registration
};

/// Access tokens of an app for Microsoft Graph (client credentials). One is kept in memory and renewed before it ends, by one caller for
/// all. Any thread may call anything.
class TokenSource
{
public:
    using ReadCredential = std::function<Result<ClientCredential>()>;

    using Instant = std::chrono::steady_clock::time_point;

    /// readCredential is called for each renewal, so that nothing secret is kept longer than it is needed. steady: the time that no
    /// change of the computer's clock moves.
    TokenSource(std::shared_ptr<HttpClient> http, AppIdentity app, ReadCredential readCredential, std::shared_ptr<const Clock> clock,
                std::function<Instant()> steady = std::chrono::steady_clock::now);

    /// A token that is good for a while yet. Failures: SecretMissing, CertificateUnusable, CertificateExpired, SignInRefused,
    /// AnswerUnusable, HttpClient's.
    Result<Secret> token(const CancelToken &cancel);

    /// The service took this token no longer: the next call of token() gets another one. claims: what the service asked for in its
    /// challenge (JSON), may be empty.
    void refuse(const Secret &token, const QByteArray &claims);

private:
    struct Granted {
        Secret token;
        Instant renewAt;
        Instant endsAt;
    };

    Result<Granted> request(const QByteArray &claims, const CancelToken &cancel) const;
    Result<QByteArray> form(const QByteArray &claims) const;

    const std::shared_ptr<HttpClient> m_http;
    const AppIdentity m_app;
    const ReadCredential m_readCredential;
    const std::shared_ptr<const Clock> m_clock;
    const std::function<Instant()> m_steady;

    std::mutex m_mutex;
    std::condition_variable m_renewed;
    Granted m_granted;   ///< token empty: none
    QByteArray m_claims; ///< to be asked for with the next renewal
    bool m_renewing = false;
};

/// The claims of a 401's challenge (WWW-Authenticate: … claims="base64"); empty when it has none, or more than 4 KiB of them.
QByteArray challengeClaims(const QByteArray &wwwAuthenticate);

} // namespace tallybridge
