#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"

#include <QByteArray>
#include <memory>

namespace tallybridge {

/// Bytes that can be read at any place: a file of a folder, an opened sealed file of the spool. One thread at a time.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    /// Size in bytes, fixed when the source was opened.
    virtual qint64 size() const = 0;

    /// Reads up to length bytes at offset (>= 0) into buffer; returns how many were read, 0 only at the end.
    virtual Result<qint64> readAt(qint64 offset, char *buffer, qint64 length) = 0;
};

/// Opens a file of the file system. Failures: FileNotFound, FileNotReadable.
Result<std::shared_ptr<ByteSource>> openFile(const QString &path);

/// Bytes in memory (tests, small things).
std::shared_ptr<ByteSource> bytesInMemory(QByteArray bytes);

/// SHA-256 over the whole source, 32 raw bytes. Failures: those of readAt, Cancelled.
Result<QByteArray> sha256Of(ByteSource &source, const CancelToken &cancel);

} // namespace tallybridge
