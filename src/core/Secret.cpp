#include "core/Secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <vector>

namespace tallybridge {

struct Secret::Buffer {
    explicit Buffer(qsizetype size) : bytes(size_t(size)) {}
    ~Buffer() { wipe(bytes.data(), bytes.size()); }
    Buffer(const Buffer &) = delete;
    Buffer &operator=(const Buffer &) = delete;

    std::vector<char> bytes;
};

Secret::Secret(QByteArrayView bytes)
{
    auto buffer = std::make_shared<Buffer>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), buffer->bytes.begin());
    m_buffer = std::move(buffer);
}

Secret Secret::take(QByteArray &bytes)
{
    Secret secret((QByteArrayView(bytes)));
    wipe(bytes);
    return secret;
}

Secret Secret::random(qsizetype size)
{
    auto buffer = std::make_shared<Buffer>(size);
    // Only a broken installation has no random numbers; a key made without them would protect nothing.
    if (RAND_bytes(reinterpret_cast<unsigned char *>(buffer->bytes.data()), int(size)) != 1)
        qFatal("OpenSSL offers no random numbers");
    Secret secret;
    secret.m_buffer = std::move(buffer);
    return secret;
}

QByteArrayView Secret::view() const
{
    return m_buffer ? QByteArrayView(m_buffer->bytes.data(), qsizetype(m_buffer->bytes.size())) : QByteArrayView();
}

void wipe(void *bytes, size_t size)
{
    if (size > 0)
        OPENSSL_cleanse(bytes, size);
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        wipe(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

} // namespace tallybridge
