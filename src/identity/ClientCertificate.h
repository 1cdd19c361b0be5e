#pragma once

#include "core/Result.h"
#include "core/Secret.h"

#include <QDateTime>

#include <memory>

struct evp_pkey_st;

namespace tallybridge {

/// The certificate of an app registration together with its private key. Copies share the key. Reading and signing: any thread.
class ClientCertificate
{
public:
    /// A new RSA key of 2048 bits with a certificate signed by itself (SHA-256), as PEM: private key (PKCS #8), then certificate.
    /// commonName: ASCII, shown in the app registration. Failures: Internal.
    static Result<Secret> create(const QString &commonName, const QDateTime &from, const QDateTime &until);

    /// Reads PEM with one private key and its certificate, in any order; further certificates are ignored. Failures: CertificateUnusable.
    static Result<ClientCertificate> read(const Secret &pem);

    /// The certificate alone, as PEM: what is uploaded to the app registration (.cer).
    QByteArray publicPem() const { return m_publicPem; }
    /// SHA-256 of the certificate's DER form, 32 raw bytes.
    QByteArray sha256() const { return m_sha256; }
    /// SHA-1 of the same, 20 raw bytes: the thumbprint that the app registration shows.
    QByteArray thumbprint() const { return m_sha1; }
    QDateTime notAfter() const { return m_notAfter; } ///< UTC

    /// RSASSA-PSS with SHA-256 and a salt of 32 bytes (RFC 7518 3.5). Failures: CertificateUnusable.
    Result<QByteArray> sign(QByteArrayView bytes) const;

private:
    std::shared_ptr<evp_pkey_st> m_key;
    QByteArray m_publicPem;
    QByteArray m_sha256;
    QByteArray m_sha1;
    QDateTime m_notAfter;
};

} // namespace tallybridge
