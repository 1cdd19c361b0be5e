#pragma once

#include "core/Secret.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace tallybridge {

/// What a token (JWT) says. Its signature is not checked: only for tokens that came straight from the token end point over TLS, and only to
/// compare and to show.
struct TokenClaims {
    QString tenantId; ///< lower case; empty when it does not say
    QString objectId; ///< of the person or app
    QString audience; ///< empty when there are several
    QString nonce;
    QString name;
    QString userName;
    qint64 expires = 0; ///< seconds since 1970, UTC; 0 when it does not say
    QStringList roles;  ///< application permissions that were consented to for the whole tenant

    bool isEmpty = true; ///< no JWT

    static TokenClaims read(QByteArrayView token);
};

} // namespace tallybridge
