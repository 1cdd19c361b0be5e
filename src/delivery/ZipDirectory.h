#pragma once

#include "core/ByteSource.h"
#include "core/Result.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace tallybridge {

/// One record of a ZIP's central directory (APPNOTE 4.3.12), as far as it is used.
struct ZipRecord {
    QByteArray rawName;
    quint16 flags = 0;
    quint16 method = 0;
    quint32 crc = 0;
    quint64 compressedSize = 0;
    quint64 size = 0;
    quint64 headerOffset = 0; ///< of the local header
};

/// Looks for the central directory and reads it within limits, before any library holds it in memory. zip64 is
/// understood; archives of several disks are not.
class ZipDirectory
{
public:
    /// delivery: file name for messages; maxEntries: records that are accepted at most.
    /// Failures: DeliveryNotAZip, DeliveryTruncated, DeliveryTooManyEntries, DeliveryTooLarge (the directory alone is
    /// out of all proportion to maxEntries), DeliveryChanged and those of the source's readAt.
    static Result<ZipDirectory> read(ByteSource &source, const QString &delivery, qint64 maxEntries);

    const std::vector<ZipRecord> &records() const { return m_records; }

    /// True when bytes follow the end of the archive.
    bool hasTrailingBytes() const { return m_trailingBytes; }

private:
    std::vector<ZipRecord> m_records;
    bool m_trailingBytes = false;
};

} // namespace tallybridge
