#pragma once

#include "core/ByteSource.h"
#include "core/Failure.h"
#include "delivery/ZipDirectory.h"

#include <QByteArray>
#include <memory>
#include <optional>
#include <vector>

namespace tallybridge {

/// What the ZIP library gets to see of a delivery: its bytes as they are, followed by a directory made anew from the
/// records that were checked. So the library opens exactly what was checked (hostile archives hold several end
/// records), and the names, which it keeps in a hash table that chosen names slow down without bound, stay with us.
/// Reads ahead, because the library reads in small steps.
class ZipView
{
public:
    /// True when the bytes of this record lie inside the file and are stored or deflated in clear; any other record
    /// gets an empty place in the directory.
    static bool isReadable(const ZipRecord &record, qint64 sourceSize);

    ZipView(std::shared_ptr<ByteSource> source, const std::vector<ZipRecord> &records);

    qint64 size() const { return m_source->size() + m_directory.size(); }

    /// Reads up to length bytes at offset; -1 on a failure of the source, see failure().
    qint64 readAt(qint64 offset, char *buffer, qint64 length);

    /// Frees the directory, once the library has read it.
    void dropDirectory() { m_directory = {}; }

    /// The failure of the source, if one came up since the last call.
    std::optional<Failure> takeFailure() { return std::exchange(m_failure, std::nullopt); }

    qint64 position = 0; ///< where the library reads next

private:
    std::shared_ptr<ByteSource> m_source;
    QByteArray m_directory;
    QByteArray m_ahead;       ///< bytes read ahead
    qint64 m_aheadOffset = 0; ///< where they begin
    std::optional<Failure> m_failure;
};

} // namespace tallybridge
