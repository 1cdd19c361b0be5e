#include "identity/ClientAssertion.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tallybridge {

namespace {

constexpr qint64 lifetime = 600;   // seconds
constexpr qint64 clockSlack = 120; // this computer's clock may be ahead

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray part(const QJsonObject &object)
{
    return base64Url(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

Result<QByteArray> clientAssertion(const ClientCertificate &certificate, const AssertionClaims &claims)
{
    const qint64 now = claims.now.toSecsSinceEpoch();
    const QJsonObject header{{QLatin1String("alg"), QLatin1String("PS256")},
                             {QLatin1String("typ"), QLatin1String("JWT")},
                             {QLatin1String("x5t#S256"), QString::fromLatin1(base64Url(certificate.sha256()))}};
    const QJsonObject payload{{QLatin1String("aud"), claims.audience},
                              {QLatin1String("iss"), claims.clientId},
                              {QLatin1String("sub"), claims.clientId},
                              {QLatin1String("jti"), claims.id},
                              {QLatin1String("nbf"), now - clockSlack},
                              {QLatin1String("iat"), now},
                              {QLatin1String("exp"), now - clockSlack + lifetime}};
    const QByteArray signedPart = part(header) + '.' + part(payload);
    const auto signature = certificate.sign(signedPart);
    if (!signature)
        return signature;
    return QByteArray(signedPart + '.' + base64Url(*signature));
}

} // namespace tallybridge
