#include "identity/ClientCertificate.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace tallybridge {

namespace {

constexpr int keyBits = 2048;
constexpr int serialBits = 127;

template <auto Free>
struct Freeing {
    template <typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;
using Certificate = std::unique_ptr<X509, Freeing<X509_free>>;
using Number = std::unique_ptr<BIGNUM, Freeing<BN_free>>;

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

QByteArray pemOf(X509 *certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    return bio && PEM_write_bio_X509(bio.get(), certificate) == 1 ? contentOf(bio.get()) : QByteArray();
}

QByteArray digestOf(X509 *certificate, const EVP_MD *algorithm)
{
    QByteArray digest(EVP_MAX_MD_SIZE, Qt::Uninitialized);
    unsigned size = 0;
    if (X509_digest(certificate, algorithm, reinterpret_cast<unsigned char *>(digest.data()), &size) != 1)
        return {};
    digest.truncate(qsizetype(size));
    return digest;
}

bool setNumberAndTimes(X509 *certificate, const QDateTime &from, const QDateTime &until)
{
    const Number serial(BN_new());
    return serial && BN_rand(serial.get(), serialBits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate)) && X509_set_version(certificate, X509_VERSION_3) == 1 &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), time_t(from.toSecsSinceEpoch())) &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), time_t(until.toSecsSinceEpoch()));
}

bool setNames(X509 *certificate, const QByteArray &commonName)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *bytes = reinterpret_cast<const unsigned char *>(commonName.constData());
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, bytes, int(commonName.size()), -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1;
}

/// Asks nobody for a passphrase: a key that needs one cannot be read.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

Failure unusable()
{
    return {FailureCode::CertificateUnusable, {}, {}, false};
}

} // namespace

Result<Secret> ClientCertificate::create(const QString &commonName, const QDateTime &from, const QDateTime &until)
{
    const Failure failure{FailureCode::Internal, {QStringLiteral("OpenSSL")}, {}, false};
    const Key key(EVP_RSA_gen(keyBits));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !setNumberAndTimes(certificate.get(), from, until) ||
        !setNames(certificate.get(), commonName.left(64).toUtf8()) || X509_set_pubkey(certificate.get(), key.get()) != 1 ||
        X509_sign(certificate.get(), key.get(), EVP_sha256()) <= 0)
        return failure;
    const Bio bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(bio.get(), certificate.get()) != 1)
        return failure;
    QByteArray pem = contentOf(bio.get());
    return Secret::take(pem);
}

Result<ClientCertificate> ClientCertificate::read(const Secret &pem)
{
    const QByteArrayView bytes = pem.view();
    if (bytes.size() > 64 << 10)
        return unusable();
    const Bio keyBio(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
    Key key(keyBio ? PEM_read_bio_PrivateKey(keyBio.get(), nullptr, noPassphrase, nullptr) : nullptr);
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key.get()) < keyBits)
        return unusable();
    // The file may hold a chain: the certificate is the one that fits the key.
    const Bio certificateBio(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
    Certificate certificate;
    while (certificateBio) {
        certificate.reset(PEM_read_bio_X509(certificateBio.get(), nullptr, noPassphrase, nullptr));
        if (!certificate || X509_check_private_key(certificate.get(), key.get()) == 1)
            break;
    }
    if (!certificate)
        return unusable();
    tm ends{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &ends) != 1)
        return unusable();
    ClientCertificate result;
    result.m_publicPem = pemOf(certificate.get());
    result.m_sha256 = digestOf(certificate.get(), EVP_sha256());
    result.m_sha1 = digestOf(certificate.get(), EVP_sha1());
    result.m_notAfter = QDateTime(QDate(ends.tm_year + 1900, ends.tm_mon + 1, ends.tm_mday),
                                  QTime(ends.tm_hour, ends.tm_min, std::min(ends.tm_sec, 59)), Qt::UTC);
    result.m_key = std::shared_ptr<EVP_PKEY>(key.release(), EVP_PKEY_free);
    return result;
}

Result<QByteArray> ClientCertificate::sign(QByteArrayView bytes) const
{
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *keyContext = nullptr; // the context's own
    if (!context || EVP_DigestSignInit(context.get(), &keyContext, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) != 1 ||
        EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) != 1)
        return unusable();
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    size_t size = 0;
    if (EVP_DigestSign(context.get(), nullptr, &size, data, size_t(bytes.size())) != 1)
        return unusable();
    QByteArray signature(qsizetype(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, data, size_t(bytes.size())) != 1)
        return unusable();
    signature.truncate(qsizetype(size));
    return signature;
}

} // namespace tallybridge
