#include "staging/SealedFormat.h"

#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <cstring>

namespace tallybridge::sealed {

namespace {

constexpr QByteArrayView magic("TBSEAL1\n");
constexpr qsizetype chunkSizeAt = 8;
constexpr qsizetype keyIdAt = 12;
constexpr qsizetype nonceAt = 20;
constexpr qsizetype wrappedAt = 32;
constexpr qsizetype tagAt = 64;

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(char *buffer)
{
    return reinterpret_cast<unsigned char *>(buffer);
}

const EVP_CIPHER *algorithm()
{
    static const EVP_CIPHER *const fetched = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return fetched;
}

// Going on after a failure of the library would write in clear or forge a proof.
void must(bool worked)
{
    if (!worked)
        qFatal("AES-256-GCM failed");
}

void sealInto(EVP_CIPHER_CTX *context, const unsigned char *key, const unsigned char *nonce, QByteArrayView authenticated,
              QByteArrayView clear, unsigned char *sealedBytes, unsigned char *tag)
{
    int length = 0;
    must(EVP_EncryptInit_ex2(context, nullptr, key, nonce, nullptr) == 1);
    must(EVP_EncryptUpdate(context, nullptr, &length, bytesOf(authenticated), int(authenticated.size())) == 1);
    must(EVP_EncryptUpdate(context, sealedBytes, &length, bytesOf(clear), int(clear.size())) == 1);
    must(EVP_EncryptFinal_ex(context, sealedBytes + length, &length) == 1);
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, int(tagSize), tag) == 1);
}

bool openInto(EVP_CIPHER_CTX *context, const unsigned char *key, const unsigned char *nonce, QByteArrayView authenticated,
              QByteArrayView sealedBytes, QByteArrayView tag, unsigned char *clear)
{
    int length = 0;
    must(EVP_DecryptInit_ex2(context, nullptr, key, nonce, nullptr) == 1);
    must(EVP_DecryptUpdate(context, nullptr, &length, bytesOf(authenticated), int(authenticated.size())) == 1);
    must(EVP_DecryptUpdate(context, clear, &length, bytesOf(sealedBytes), int(sealedBytes.size())) == 1);
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, int(tagSize), const_cast<char *>(tag.data())) == 1);
    return EVP_DecryptFinal_ex(context, clear + length, &length) == 1;
}

EVP_CIPHER_CTX *newContext(bool sealing)
{
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    must(context && EVP_CipherInit_ex2(context, algorithm(), nullptr, nullptr, sealing ? 1 : 0, nullptr) == 1);
    return context;
}

QByteArray wrapAuthenticated(QByteArrayView header, QByteArrayView label)
{
    return header.first(nonceAt).toByteArray() + label.toByteArray();
}

} // namespace

void ChunkCipher::Free::operator()(evp_cipher_ctx_st *context) const
{
    EVP_CIPHER_CTX_free(context);
}

QByteArray makeHeader(const Secret &connectorKey, const Secret &fileKey, QByteArrayView label)
{
    QByteArray header(headerSize, '\0');
    std::memcpy(header.data(), magic.data(), size_t(magic.size()));
    qToLittleEndian<quint32>(quint32(chunkSize), header.data() + chunkSizeAt);
    const QByteArray id = SealKeys::idOf(connectorKey);
    std::memcpy(header.data() + keyIdAt, id.constData(), size_t(id.size()));
    must(RAND_bytes(bytesOf(header.data() + nonceAt), int(nonceSize)) == 1);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(newContext(true), EVP_CIPHER_CTX_free);
    sealInto(context.get(), bytesOf(connectorKey.view()), bytesOf(header.data() + nonceAt), wrapAuthenticated(header, label),
             fileKey.view(), bytesOf(header.data() + wrappedAt), bytesOf(header.data() + tagAt));
    return header;
}

Result<Secret> openHeader(QByteArrayView header, const SealKeys &keys, QByteArrayView label, const QString &path)
{
    const Failure damaged{FailureCode::SealedFileDamaged, {path}, {}, false};
    if (header.size() < headerSize || !header.startsWith(magic) ||
        qFromLittleEndian<quint32>(header.data() + chunkSizeAt) != quint32(chunkSize)) {
        return damaged;
    }
    const Secret *connectorKey = keys.find(header.sliced(keyIdAt, SealKeys::idSize));
    if (!connectorKey)
        return Failure{FailureCode::SealedFileForeign, {path}, {}, false};
    QByteArray fileKey(SealKeys::keySize, '\0');
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(newContext(false), EVP_CIPHER_CTX_free);
    const bool opened =
        openInto(context.get(), bytesOf(connectorKey->view()), bytesOf(header.sliced(nonceAt)), wrapAuthenticated(header, label),
                 header.sliced(wrappedAt, SealKeys::keySize), header.sliced(tagAt, tagSize), bytesOf(fileKey.data()));
    Secret key = Secret::take(fileKey);
    if (!opened)
        return damaged;
    return key;
}

ChunkCipher::ChunkCipher(Secret fileKey, QByteArray header)
    : m_fileKey(std::move(fileKey)), m_header(std::move(header)), m_sealing(newContext(true)), m_opening(newContext(false))
{
    Q_ASSERT(m_fileKey.size() == SealKeys::keySize && m_header.size() == headerSize);
}

ChunkCipher::~ChunkCipher() = default;

QByteArray ChunkCipher::authenticated(qint64 index, bool last) const
{
    QByteArray bytes = m_header;
    char place[sizeof(qint64)];
    qToLittleEndian<qint64>(index, place);
    bytes.append(place, sizeof place);
    bytes.append(last ? '\1' : '\0');
    return bytes;
}

void ChunkCipher::seal(qint64 index, bool last, QByteArrayView clear, QByteArray &to)
{
    const qsizetype start = to.size();
    to.resize(start + nonceSize + clear.size() + tagSize);
    unsigned char *out = bytesOf(to.data() + start);
    must(RAND_bytes(out, int(nonceSize)) == 1);
    sealInto(m_sealing.get(), bytesOf(m_fileKey.view()), out, authenticated(index, last), clear, out + nonceSize,
             out + nonceSize + clear.size());
}

bool ChunkCipher::open(qint64 index, bool last, QByteArrayView sealedChunk, char *to)
{
    const qsizetype size = sealedChunk.size() - nonceSize - tagSize;
    if (size < 0 || size > chunkSize)
        return false;
    return openInto(m_opening.get(), bytesOf(m_fileKey.view()), bytesOf(sealedChunk), authenticated(index, last),
                    sealedChunk.sliced(nonceSize, size), sealedChunk.sliced(nonceSize + size, tagSize), bytesOf(to));
}

} // namespace tallybridge::sealed
