#pragma once

#include "core/ByteSource.h"
#include "staging/SealedFormat.h"

namespace tallybridge {

/// The clear bytes of a sealed file, at any place and only in memory. One thread at a time.
class SealedReader : public ByteSource
{
public:
    /// sealedBytes: the file; path: for messages. Opens header and last chunk, so that a file that was cut off is known at once. Failures:
    /// SealedFileDamaged, SealedFileForeign, readAt's of the file.
    static Result<std::shared_ptr<SealedReader>> open(std::shared_ptr<ByteSource> sealedBytes, const SealKeys &keys, QByteArrayView label,
                                                      const QString &path);
    ~SealedReader() override;

    qint64 size() const override { return m_size; }
    /// Failures: SealedFileDamaged, readAt's of the file.
    Result<qint64> readAt(qint64 offset, char *buffer, qint64 length) override;

private:
    SealedReader(std::shared_ptr<ByteSource> file, Secret fileKey, const QByteArray &header, QString path);
    Result<void> load(qint64 index);
    Failure damaged() const { return {FailureCode::SealedFileDamaged, {m_path}, {}, false}; }

    std::shared_ptr<ByteSource> m_file;
    sealed::ChunkCipher m_cipher;
    QString m_path;
    qint64 m_chunks = 0;
    qint64 m_size = 0;
    qint64 m_loaded = -1; ///< index of the chunk in m_clear
    QByteArray m_clear;
    QByteArray m_sealed;
};

/// Reads up to length bytes; fewer only at the end of the source.
Result<qint64> readFully(ByteSource &source, qint64 offset, char *buffer, qint64 length);

} // namespace tallybridge
