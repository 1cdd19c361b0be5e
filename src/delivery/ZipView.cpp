#include "delivery/ZipView.h"

#include <QtEndian>
#include <algorithm>
#include <cstring>

namespace tallybridge {

namespace {

constexpr qint64 localHeaderSize = 30;
constexpr qint64 aheadSize = 128 << 10;
constexpr quint16 zip64Version = 45;

template <typename T>
void append(QByteArray &bytes, T value)
{
    char buffer[sizeof(T)];
    qToLittleEndian(value, buffer);
    bytes.append(buffer, sizeof buffer);
}

void appendRecord(QByteArray &bytes, const ZipRecord &record)
{
    bytes.append("PK\1\2");
    append<quint16>(bytes, zip64Version);
    append<quint16>(bytes, zip64Version);
    append<quint16>(bytes, 0); // flags
    append<quint16>(bytes, record.method);
    append<quint32>(bytes, 0); // time
    append<quint32>(bytes, record.crc);
    append<quint32>(bytes, 0xffffffff); // both sizes are in the extra field
    append<quint32>(bytes, 0xffffffff);
    append<quint16>(bytes, 0);      // name
    append<quint16>(bytes, 4 + 24); // extra field
    append<quint16>(bytes, 0);      // comment
    append<quint16>(bytes, 0);      // disk
    append<quint16>(bytes, 0);      // internal attributes
    append<quint32>(bytes, 0);      // external attributes
    append<quint32>(bytes, 0xffffffff);
    append<quint16>(bytes, 0x0001);
    append<quint16>(bytes, 24);
    append<quint64>(bytes, record.size);
    append<quint64>(bytes, record.compressedSize);
    append<quint64>(bytes, record.headerOffset);
}

void appendEnd(QByteArray &bytes, quint64 entries, quint64 directorySize, quint64 directoryOffset)
{
    // The library looks for end records in the last 64 KiB: nothing that others have written may lie there.
    bytes.append(QByteArray(70'000, '\0'));
    const quint64 endOffset = directoryOffset + quint64(bytes.size());
    bytes.append("PK\6\6");
    append<quint64>(bytes, 44); // size of the rest of this record
    append<quint16>(bytes, zip64Version);
    append<quint16>(bytes, zip64Version);
    append<quint32>(bytes, 0);
    append<quint32>(bytes, 0);
    append<quint64>(bytes, entries);
    append<quint64>(bytes, entries);
    append<quint64>(bytes, directorySize);
    append<quint64>(bytes, directoryOffset);
    bytes.append("PK\6\7");
    append<quint32>(bytes, 0);
    append<quint64>(bytes, endOffset);
    append<quint32>(bytes, 1);
    bytes.append("PK\5\6");
    append<quint16>(bytes, 0);
    append<quint16>(bytes, 0);
    append<quint16>(bytes, 0xffff);
    append<quint16>(bytes, 0xffff);
    append<quint32>(bytes, 0xffffffff);
    append<quint32>(bytes, 0xffffffff);
    append<quint16>(bytes, 0);
}

} // namespace

bool ZipView::isReadable(const ZipRecord &record, qint64 sourceSize)
{
    const bool encrypted = record.flags & 1;
    const bool storedOrDeflated = record.method == 0 || record.method == 8;
    const auto limit = quint64(std::max<qint64>(0, sourceSize - localHeaderSize));
    const bool inside = record.compressedSize <= limit && record.headerOffset <= limit - record.compressedSize;
    return !encrypted && storedOrDeflated && inside && record.size <= quint64(std::numeric_limits<qint64>::max());
}

ZipView::ZipView(std::shared_ptr<ByteSource> source, const std::vector<ZipRecord> &records) : m_source(std::move(source))
{
    m_directory.reserve(qsizetype(records.size() * 74 + 70'200));
    for (const ZipRecord &record : records)
        appendRecord(m_directory, isReadable(record, m_source->size()) ? record : ZipRecord());
    appendEnd(m_directory, records.size(), quint64(m_directory.size()), quint64(m_source->size()));
}

qint64 ZipView::readAt(qint64 offset, char *buffer, qint64 length)
{
    const qint64 sourceSize = m_source->size();
    if (offset >= sourceSize) {
        const qint64 got = std::clamp<qint64>(m_directory.size() - (offset - sourceSize), 0, length);
        if (got > 0)
            std::memcpy(buffer, m_directory.constData() + (offset - sourceSize), size_t(got));
        return got;
    }
    if (offset < m_aheadOffset || offset >= m_aheadOffset + m_ahead.size()) {
        m_ahead.resize(std::min(aheadSize, sourceSize - offset));
        m_aheadOffset = offset;
        const auto got = m_source->readAt(offset, m_ahead.data(), m_ahead.size());
        m_ahead.truncate(got ? *got : 0);
        if (!got) {
            m_failure = got.failure();
            return -1;
        }
        if (*got == 0) {
            // The source is shorter than it was when it was opened.
            m_failure = Failure{FailureCode::DeliveryChanged, {}, {}, true};
            return -1;
        }
    }
    const qint64 from = offset - m_aheadOffset;
    const qint64 got = std::min(length, m_ahead.size() - from);
    std::memcpy(buffer, m_ahead.constData() + from, size_t(got));
    return got;
}

} // namespace tallybridge
