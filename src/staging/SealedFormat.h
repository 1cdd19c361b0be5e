#pragma once

#include "core/Result.h"
#include "staging/SealKeys.h"

#include <QByteArray>
#include <memory>

struct evp_cipher_ctx_st;

namespace tallybridge {

/// The sealed file format, version 1 (docs/sealed-format.md): a header with the file's own key, wrapped by the connector's key, then chunks
/// sealed with AES-256-GCM. Which chunk it is, whether it is the last, and the header are authenticated with each chunk.
namespace sealed {

constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = 16;
constexpr qsizetype headerSize = 80;
constexpr qsizetype chunkSize = 64 << 10;                              ///< clear bytes of each chunk but the last
constexpr qsizetype sealedChunkSize = nonceSize + chunkSize + tagSize; ///< bytes of such a chunk in the file

/// Where a chunk begins in the file.
constexpr qint64 chunkOffset(qint64 index)
{
    return headerSize + index * sealedChunkSize;
}

/// A new header. label: what the file is for; whoever opens it must know it.
QByteArray makeHeader(const Secret &connectorKey, const Secret &fileKey, QByteArrayView label);

/// The file's own key. path: for messages. Failures: SealedFileDamaged (also: made for another label), SealedFileForeign.
Result<Secret> openHeader(QByteArrayView header, const SealKeys &keys, QByteArrayView label, const QString &path);

/// Seals and opens the chunks of one file. One thread at a time.
class ChunkCipher
{
public:
    ChunkCipher(Secret fileKey, QByteArray header);
    ~ChunkCipher();
    ChunkCipher(const ChunkCipher &) = delete;
    ChunkCipher &operator=(const ChunkCipher &) = delete;

    /// Appends the sealed chunk to `to`. clear: at most chunkSize bytes.
    void seal(qint64 index, bool last, QByteArrayView clear, QByteArray &to);
    /// Puts the clear bytes into `to`, which has room for them; false when the chunk is not what was sealed there.
    bool open(qint64 index, bool last, QByteArrayView sealedChunk, char *to);

private:
    QByteArray authenticated(qint64 index, bool last) const;

    Secret m_fileKey;
    QByteArray m_header;
    struct Free {
        void operator()(evp_cipher_ctx_st *context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, Free> m_sealing;
    std::unique_ptr<evp_cipher_ctx_st, Free> m_opening;
};

} // namespace sealed

} // namespace tallybridge
