#pragma once

#include "delivery/ZipDirectory.h"

#include <QByteArrayView>
#include <functional>
#include <memory>

namespace tallybridge {

/// A ZIP whose entries can be inflated one at a time. The ZIP library stays inside. One thread.
class ZipArchive
{
public:
    ~ZipArchive();
    ZipArchive(ZipArchive &&) noexcept;
    ZipArchive &operator=(ZipArchive &&) noexcept;

    /// Failures: those of ZipDirectory::read.
    static Result<ZipArchive> open(std::shared_ptr<ByteSource> source, const QString &delivery, qint64 maxEntries);

    const ZipDirectory &directory() const;
    qint64 sourceSize() const;

    /// Takes the next inflated bytes; false ends the reading (then inflate() ends with Cancelled).
    using Sink = std::function<bool(QByteArrayView bytes)>;

    /// Inflates an entry of method 0 or 8 that is not encrypted and checks its size and CRC; never gives the sink more
    /// than the size the directory declares. entry: its name, for messages. Failures: DeliveryEntryDamaged, Cancelled,
    /// DeliveryChanged and those of the source's readAt.
    Result<void> inflate(qint64 index, const QString &entry, const Sink &sink);

private:
    struct Private;
    explicit ZipArchive(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace tallybridge
