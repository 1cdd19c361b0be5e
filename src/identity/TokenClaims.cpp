#include "identity/TokenClaims.h"

#include "core/PlainText.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tallybridge {

namespace {

constexpr qsizetype longestToken = 256 << 10;
constexpr qsizetype longestText = 256;
constexpr qsizetype mostRoles = 100;

/// One line that can be shown; empty when the value is none.
QString plainText(const QJsonValue &value)
{
    const QString text = value.toString();
    return isPlainText(text) ? text.left(longestText) : QString();
}

} // namespace

TokenClaims TokenClaims::read(QByteArrayView token)
{
    TokenClaims claims;
    const qsizetype first = token.indexOf('.');
    const qsizetype second = first < 0 ? -1 : token.indexOf('.', first + 1);
    if (second < 0 || token.size() > longestToken)
        return claims;
    const auto payload = QByteArray::fromBase64Encoding(token.sliced(first + 1, second - first - 1).toByteArray(),
                                                        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QJsonDocument document = payload ? QJsonDocument::fromJson(*payload) : QJsonDocument();
    if (!document.isObject())
        return claims;
    const QJsonObject object = document.object();
    claims.isEmpty = false;
    claims.tenantId = plainText(object[QLatin1String("tid")]).toLower();
    claims.objectId = plainText(object[QLatin1String("oid")]);
    claims.audience = plainText(object[QLatin1String("aud")]);
    claims.nonce = plainText(object[QLatin1String("nonce")]);
    claims.name = plainText(object[QLatin1String("name")]);
    claims.userName = plainText(object[QLatin1String("preferred_username")]);
    claims.expires = object[QLatin1String("exp")].toInteger(0);
    const QJsonArray roles = object[QLatin1String("roles")].toArray();
    for (const QJsonValue &role : roles) {
        if (const QString text = plainText(role); !text.isEmpty() && claims.roles.size() < mostRoles)
            claims.roles << text;
    }
    return claims;
}

} // namespace tallybridge
