#pragma once

#include "identity/ClientCertificate.h"

namespace tallybridge {

/// What an assertion says about whom and when.
struct AssertionClaims {
    QString clientId;
    QString audience; ///< the token URL
    QString id;       ///< never used before
    QDateTime now;    ///< UTC
};

/// The signed JWT with which an app proves itself (private_key_jwt: PS256, x5t#S256), good for ten minutes; see
/// https://learn.microsoft.com/entra/identity-platform/certificate-credentials. Failures: CertificateUnusable.
Result<QByteArray> clientAssertion(const ClientCertificate &certificate, const AssertionClaims &claims);

} // namespace tallybridge
