#pragma once

#include "core/Result.h"
#include "staging/SealedFormat.h"

#include <QFile>
#include <functional>
#include <memory>

namespace tallybridge {

/// Writes a sealed file piece by piece; nothing reaches the disk in clear. A file that was not finished can be gone on with, also after a
/// crash. One thread at a time.
class SealedWriter
{
public:
    /// Begins a new file, which only this account may read; what has the path is replaced. Failures: FileNotWritable, DiskFull.
    static Result<std::unique_ptr<SealedWriter>> create(const QString &path, const SealKeys &keys, QByteArrayView label);

    /// Goes on with a file that was begun: keeps its whole chunks, cuts off the rest, and gives their clear bytes to `seen` in order.
    /// Failures: SealedFileDamaged, SealedFileForeign (begin anew then), FileNotReadable, FileNotWritable.
    static Result<std::unique_ptr<SealedWriter>> resume(const QString &path, const SealKeys &keys, QByteArrayView label,
                                                        const std::function<void(QByteArrayView)> &seen);
    ~SealedWriter();

    /// Clear bytes taken so far.
    qint64 size() const { return m_size; }

    /// Failures: FileNotWritable, DiskFull.
    Result<void> write(QByteArrayView clear);
    /// Writes out what is whole; what is left of the last chunk stays in memory. Failures: as write().
    Result<void> flush();
    /// Writes the last chunk and closes the file; not durable yet. Failures: as write().
    Result<void> finish();

private:
    SealedWriter(const QString &path, Secret fileKey, const QByteArray &header);
    Result<void> sealChunk(QByteArrayView chunk);
    Result<void> writeOut();
    Failure writeFailure() const;

    QFile m_file;
    sealed::ChunkCipher m_cipher;
    QByteArray m_clear;  ///< the chunk that is being filled; full only until the next byte comes, because it may be the last
    QByteArray m_sealed; ///< chunks on their way to the file
    qint64 m_chunk = 0;  ///< index of m_clear
    qint64 m_size = 0;
};

} // namespace tallybridge
