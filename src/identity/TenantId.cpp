#include "identity/TenantId.h"

#include "identity/OAuthError.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tallybridge {

namespace {

constexpr qint64 largestAnswer = 256 << 10;

bool isHexadecimal(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= '0' && u <= '9') || (u >= 'a' && u <= 'f') || (u >= 'A' && u <= 'F');
}

} // namespace

bool isTenantId(QStringView text)
{
    constexpr qsizetype length = 36;
    if (text.size() != length)
        return false;
    for (qsizetype i = 0; i < length; ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != QLatin1Char('-') : !isHexadecimal(text[i]))
            return false;
    }
    return true;
}

Result<QString> tenantIdOf(HttpClient &http, const Cloud &cloud, const QString &tenant, const CancelToken &cancel)
{
    if (isTenantId(tenant))
        return tenant.toLower();
    HttpRequest request;
    request.url = cloud.loginUrl(tenant, QLatin1String("v2.0/.well-known/openid-configuration"));
    request.headers = {{"Accept", "application/json"}};
    request.mostBytes = largestAnswer;
    const auto response = http.call(request, cancel);
    if (!response)
        return response.failure();
    const QJsonObject answer = QJsonDocument::fromJson(response->body).object();
    const QString host = request.url.host();
    if (response->status >= 500 || response->status == 429)
        return Failure{FailureCode::ServiceRefused, {host, QString::number(response->status), {}}, {}, true};
    if (response->status != 200) {
        const QString code =
            oauthErrorCode(answer[QLatin1String("error")].toString(), answer[QLatin1String("error_description")].toString());
        return Failure{FailureCode::SignInRefused, {tenant, code}, {}, false};
    }
    // "https://login.microsoftonline.com/<id>/v2.0", "https://sts.windows.net/<id>/"
    const QStringList parts = QUrl(answer[QLatin1String("issuer")].toString()).path().split(QLatin1Char('/'));
    for (const QString &part : parts) {
        if (isTenantId(part))
            return part.toLower();
    }
    return Failure{FailureCode::AnswerUnusable, {host}, {}, true};
}

} // namespace tallybridge
