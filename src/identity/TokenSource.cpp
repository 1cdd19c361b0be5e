#include "identity/TokenSource.h"

#include "identity/ClientAssertion.h"
#include "identity/FormText.h"
#include "identity/OAuthError.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace tallybridge {

namespace {

using std::chrono::seconds;

constexpr qint64 largestAnswer = 256 << 10;
constexpr qsizetype largestClaims = 4096;
constexpr seconds longestLife{24 * 60 * 60};
constexpr seconds earliness{300};

} // namespace

TokenSource::TokenSource(std::shared_ptr<HttpClient> http, AppIdentity app, ReadCredential readCredential,
                         std::shared_ptr<const Clock> clock, std::function<Instant()> steady)
    : m_http(std::move(http))
    , m_app(std::move(app))
    , m_readCredential(std::move(readCredential))
    , m_clock(std::move(clock))
    , m_steady(std::move(steady))
{
}

Result<Secret> TokenSource::token(const CancelToken &cancel)
{
    const auto wake = cancel.onCancel([this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_renewed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    for (;;) {
        const Instant now = m_steady();
        const bool usable = !m_granted.token.isEmpty() && now < m_granted.endsAt;
        if (usable && (now < m_granted.renewAt || m_renewing))
            return m_granted.token;
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        if (!m_renewing)
            break;
        m_renewed.wait(lock);
    }
    m_renewing = true;
    const QByteArray claims = m_claims;
    lock.unlock();
    const auto granted = request(claims, cancel);
    lock.lock();
    m_renewing = false;
    m_renewed.notify_all();
    if (granted) {
        m_granted = *granted;
        m_claims.clear();
        return m_granted.token;
    }
    // A token that has a while to go yet serves until the next try.
    if (granted.failure().retryable && !m_granted.token.isEmpty() && m_steady() < m_granted.endsAt)
        return m_granted.token;
    return granted.failure();
}

void TokenSource::refuse(const Secret &token, const QByteArray &claims)
{
    const std::lock_guard lock(m_mutex);
    if (!(m_granted.token == token))
        return; // another one has been got since
    m_granted = {};
    m_claims = claims;
}

Result<QByteArray> TokenSource::form(const QByteArray &claims) const
{
    const auto credential = m_readCredential();
    if (!credential)
        return credential.failure();
    QByteArray form;
    addField(form, "grant_type", "client_credentials");
    addField(form, "client_id", m_app.clientId.toUtf8());
    addField(form, "scope", m_app.cloud.graphScope().toUtf8());
    if (const auto *secret = std::get_if<Secret>(&*credential)) {
        addField(form, "client_secret", secret->view());
    } else {
        const ClientCertificate &certificate = std::get<ClientCertificate>(*credential);
        if (certificate.notAfter() < m_clock->now())
            return Failure{FailureCode::CertificateExpired, {certificate.notAfter().date().toString(Qt::ISODate)}, {}, false};
        const QString audience = m_app.cloud.tokenUrl(m_app.tenant).toString(QUrl::FullyEncoded);
        const auto assertion =
            clientAssertion(certificate, {m_app.clientId, audience, QUuid::createUuid().toString(QUuid::WithoutBraces), m_clock->now()});
        if (!assertion)
            return assertion;
        addField(form, "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        addField(form, "client_assertion", *assertion);
    }
    if (!claims.isEmpty())
        addField(form, "claims", claims);
    return form;
}

Result<TokenSource::Granted> TokenSource::request(const QByteArray &claims, const CancelToken &cancel) const
{
    auto body = form(claims);
    if (!body)
        return body.failure();
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.url = m_app.cloud.tokenUrl(m_app.tenant);
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = std::move(*body);
    request.mostBytes = largestAnswer;
    auto response = m_http->call(request, cancel);
    if (!response)
        return response.failure();
    const QJsonObject answer = QJsonDocument::fromJson(response->body).object();
    const QString errorCode =
        oauthErrorCode(answer[QLatin1String("error")].toString(), answer[QLatin1String("error_description")].toString());
    const QString host = request.url.host();
    if (response->status >= 500 || response->status == 429)
        return Failure{FailureCode::ServiceRefused, {host, QString::number(response->status), errorCode}, {}, true};
    if (response->status != 200)
        return Failure{FailureCode::SignInRefused, {m_app.tenant, errorCode}, {}, false};
    QByteArray text = answer[QLatin1String("access_token")].toString().toUtf8();
    const seconds life = std::min(seconds(answer[QLatin1String("expires_in")].toInteger(0)), longestLife);
    const bool isText = std::all_of(text.cbegin(), text.cend(), [](char c) { return c > ' ' && c < 127; });
    if (text.isEmpty() || !isText || life.count() <= 0)
        return Failure{FailureCode::AnswerUnusable, {host}, {}, true};
    const Instant now = m_steady();
    Granted granted;
    granted.token = Secret::take(text);
    granted.renewAt = now + std::max(life - earliness, life / 2);
    granted.endsAt = now + life;
    return granted;
}

QByteArray challengeClaims(const QByteArray &wwwAuthenticate)
{
    const QByteArrayView start("claims=\"");
    const qsizetype at = wwwAuthenticate.indexOf(start);
    const qsizetype end = at < 0 ? -1 : wwwAuthenticate.indexOf('"', at + start.size());
    if (end < 0 || end - at > largestClaims)
        return {};
    const auto claims = QByteArray::fromBase64Encoding(wwwAuthenticate.mid(at + start.size(), end - at - start.size()),
                                                       QByteArray::AbortOnBase64DecodingErrors);
    return claims && QJsonDocument::fromJson(*claims).isObject() ? *claims : QByteArray();
}

} // namespace tallybridge
