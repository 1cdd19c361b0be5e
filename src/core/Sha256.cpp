#include "core/Sha256.h"

#include <openssl/evp.h>

namespace tallybridge {

namespace {

// Looking the algorithm up costs more than hashing a short text; the result serves all threads.
const EVP_MD *algorithm()
{
    static const EVP_MD *const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return fetched;
}

} // namespace

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    // Only a broken installation has no SHA-256; going on without it would forge every proof.
    if (!m_context || EVP_DigestInit_ex2(m_context.get(), algorithm(), nullptr) != 1)
        qFatal("OpenSSL offers no SHA-256");
}

Sha256::~Sha256() = default;

void Sha256::add(QByteArrayView bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), size_t(bytes.size())) != 1)
        qFatal("SHA-256 failed");
}

QByteArray Sha256::result()
{
    QByteArray digest(size, Qt::Uninitialized);
    if (EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr) != 1)
        qFatal("SHA-256 failed");
    return digest;
}

QByteArray Sha256::of(QByteArrayView bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.result();
}

} // namespace tallybridge
