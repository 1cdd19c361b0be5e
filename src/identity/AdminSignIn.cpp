#include "identity/AdminSignIn.h"

#include "identity/FormText.h"
#include "identity/OAuthError.h"
#include "identity/TokenClaims.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tallybridge {

namespace {

constexpr qint64 largestAnswer = 256 << 10;
constexpr qint64 clockSlack = 300; // seconds; this computer's clock may be wrong

Result<QJsonObject> redeem(HttpClient &http, const AdminSignInRequest &request, const QString &code, const CancelToken &cancel)
{
    HttpRequest post;
    post.method = HttpRequest::Method::Post;
    post.url = request.cloud.tokenUrl(request.tenant);
    post.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    addField(post.body, "grant_type", "authorization_code");
    addField(post.body, "client_id", request.clientId.toUtf8());
    addField(post.body, "scope", request.scope().toUtf8());
    addField(post.body, "code", code.toUtf8());
    addField(post.body, "redirect_uri", request.redirect.toEncoded());
    addField(post.body, "code_verifier", request.pkce.verifier.view());
    post.mostBytes = largestAnswer;
    const auto response = http.call(post, cancel);
    if (!response)
        return response.failure();
    const QJsonObject json = QJsonDocument::fromJson(response->body).object();
    const QString error = oauthErrorCode(json[QLatin1String("error")].toString(), json[QLatin1String("error_description")].toString());
    if (response->status >= 500 || response->status == 429)
        return Failure{FailureCode::ServiceRefused, {post.url.host(), QString::number(response->status), error}, {}, true};
    if (response->status != 200)
        return Failure{FailureCode::AdminSignInRefused, {request.tenant, error}, {}, false};
    return json;
}

} // namespace

QString AdminSignInRequest::scope() const
{
    const QString graph = cloud.graph.toString(QUrl::FullyEncoded);
    QString scope = QLatin1String("openid profile ") + graph + QLatin1String("/User.Read");
    if (readRoles)
        scope += QLatin1Char(' ') + graph + QLatin1String("/RoleManagement.Read.Exchange");
    return scope;
}

QUrl AdminSignInRequest::url() const
{
    QUrl url = cloud.loginUrl(tenant, QLatin1String("oauth2/v2.0/authorize"));
    QByteArray query;
    addField(query, "client_id", clientId.toUtf8());
    addField(query, "response_type", "code");
    addField(query, "response_mode", "query");
    addField(query, "redirect_uri", redirect.toEncoded());
    addField(query, "scope", scope().toUtf8());
    addField(query, "state", state);
    addField(query, "nonce", nonce);
    addField(query, "code_challenge", pkce.challenge);
    addField(query, "code_challenge_method", "S256");
    // Who is signed in to the browser need not be who sets the connector up.
    addField(query, "prompt", "select_account");
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

Result<SignedInPerson> redeemSignIn(HttpClient &http, const AdminSignInRequest &request, const RedirectAnswer &answer,
                                    const QString &tenantId, const Clock &clock, const CancelToken &cancel)
{
    if (answer.isRefusal()) {
        const QString error = oauthErrorCode(answer.value(QLatin1String("error")), answer.value(QLatin1String("error_description")));
        return Failure{FailureCode::AdminSignInRefused, {request.tenant, error}, {}, false};
    }
    const Failure unusable{FailureCode::AnswerUnusable, {request.cloud.login.host()}, {}, false};
    const QString code = answer.value(QLatin1String("code"));
    if (code.isEmpty())
        return unusable;
    const auto json = redeem(http, request, code, cancel);
    if (!json)
        return json.failure();
    QByteArray token = (*json)[QLatin1String("access_token")].toString().toUtf8();
    const bool isText = std::all_of(token.cbegin(), token.cend(), [](char c) { return c > ' ' && c < 127; });
    const TokenClaims claims = TokenClaims::read((*json)[QLatin1String("id_token")].toString().toUtf8());
    // The tokens came straight from the service over TLS, which stands for their signature (OpenID Connect Core 3.1.3.7).
    if (token.isEmpty() || !isText || claims.audience != request.clientId || claims.nonce.toUtf8() != request.nonce ||
        claims.expires + clockSlack < clock.now().toSecsSinceEpoch() || claims.objectId.isEmpty())
        return unusable;
    if (claims.tenantId != tenantId)
        return Failure{FailureCode::TenantMismatch, {request.tenant, claims.tenantId}, {}, false};
    return SignedInPerson{Secret::take(token), claims.tenantId, claims.objectId, claims.name, claims.userName};
}

} // namespace tallybridge
