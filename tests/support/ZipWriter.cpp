#include "support/ZipWriter.h"

#include <QStringList>
#include <QtEndian>
#include <array>

namespace tallybridge::test {

namespace {

template <typename T>
void append(QByteArray &bytes, T value)
{
    char buffer[sizeof(T)];
    qToLittleEndian(value, buffer);
    bytes.append(buffer, sizeof buffer);
}

QByteArray deflated(const QByteArray &content)
{
    // qCompress() puts 4 bytes of length and 2 of zlib's header in front of the deflated bytes, and 4 of checksum
    // behind.
    const QByteArray zlib = qCompress(content);
    return zlib.sliced(6, zlib.size() - 10);
}

quint32 in32(quint64 value, bool zip64)
{
    return zip64 ? 0xffffffff : quint32(value);
}

} // namespace

quint32 crc32Of(const QByteArray &bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> result{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value & 1) ? 0xedb88320u ^ (value >> 1) : value >> 1;
            result[i] = value;
        }
        return result;
    }();
    quint32 crc = 0xffffffff;
    for (const char c : bytes)
        crc = table[(crc ^ uchar(c)) & 0xff] ^ (crc >> 8);
    return ~crc;
}

ZipWriter &ZipWriter::add(const ZipEntry &entry)
{
    const bool empty = entry.content.isEmpty();
    const QByteArray data = entry.deflate && !empty ? deflated(entry.content) : entry.content;
    const quint64 size = entry.size.value_or(quint64(entry.content.size()));
    const quint64 compressedSize = entry.compressedSize.value_or(quint64(data.size()));
    const quint32 crc = entry.crc.value_or(crc32Of(entry.content));
    const quint16 method = entry.method.value_or(entry.deflate && !empty ? 8 : 0);
    const quint64 offset = entry.headerOffset.value_or(quint64(m_bytes.size()));
    m_bytes.append("PK\3\4");
    append<quint16>(m_bytes, entry.zip64 ? 45 : 20);
    append<quint16>(m_bytes, entry.flags.value_or(0x0800));
    append<quint16>(m_bytes, method);
    append<quint32>(m_bytes, 0x5a210000); // time
    append<quint32>(m_bytes, crc);
    append<quint32>(m_bytes, in32(compressedSize, entry.zip64));
    append<quint32>(m_bytes, in32(size, entry.zip64));
    append<quint16>(m_bytes, quint16(entry.name.size()));
    append<quint16>(m_bytes, entry.zip64 ? 20 : 0);
    m_bytes.append(entry.name);
    if (entry.zip64) {
        append<quint16>(m_bytes, 1);
        append<quint16>(m_bytes, 16);
        append<quint64>(m_bytes, size);
        append<quint64>(m_bytes, compressedSize);
    }
    m_bytes.append(data);
    if (!m_first)
        m_first = Shared{size, compressedSize, crc, method};
    addRecord(entry, size, compressedSize, crc, method, offset);
    return *this;
}

ZipWriter &ZipWriter::addOverlapping(const QByteArray &name)
{
    const Shared shared = m_first.value_or(Shared());
    addRecord(ZipEntry{.name = name}, shared.size, shared.compressedSize, shared.crc, shared.method, 0);
    return *this;
}

void ZipWriter::addRecord(const ZipEntry &entry, quint64 size, quint64 compressedSize, quint32 crc, quint16 method, quint64 offset)
{
    m_directory.append("PK\1\2");
    append<quint16>(m_directory, 45);
    append<quint16>(m_directory, entry.zip64 ? 45 : 20);
    append<quint16>(m_directory, entry.flags.value_or(0x0800));
    append<quint16>(m_directory, method);
    append<quint32>(m_directory, 0x5a210000);
    append<quint32>(m_directory, crc);
    append<quint32>(m_directory, in32(compressedSize, entry.zip64));
    append<quint32>(m_directory, in32(size, entry.zip64));
    append<quint16>(m_directory, quint16(entry.name.size()));
    append<quint16>(m_directory, entry.zip64 ? 28 : 0);
    append<quint16>(m_directory, 0);
    append<quint16>(m_directory, 0);
    append<quint16>(m_directory, 0);
    append<quint32>(m_directory, 0);
    append<quint32>(m_directory, in32(offset, entry.zip64));
    m_directory.append(entry.name);
    if (entry.zip64) {
        append<quint16>(m_directory, 1);
        append<quint16>(m_directory, 24);
        append<quint64>(m_directory, size);
        append<quint64>(m_directory, compressedSize);
        append<quint64>(m_directory, offset);
    }
    ++m_entries;
}

QByteArray ZipWriter::finish() const
{
    const quint64 entries = declaredEntries.value_or(m_entries);
    const quint64 directorySize = declaredDirectorySize.value_or(quint64(m_directory.size()));
    const quint64 directoryOffset = declaredDirectoryOffset.value_or(quint64(m_bytes.size()));
    QByteArray bytes = m_bytes;
    bytes.append(m_directory);
    if (zip64) {
        const auto endOffset = quint64(bytes.size());
        bytes.append("PK\6\6");
        append<quint64>(bytes, 44);
        append<quint16>(bytes, 45);
        append<quint16>(bytes, 45);
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
    }
    bytes.append("PK\5\6");
    append<quint16>(bytes, 0);
    append<quint16>(bytes, 0);
    append<quint16>(bytes, zip64 ? 0xffff : quint16(entries));
    append<quint16>(bytes, zip64 ? 0xffff : quint16(entries));
    append<quint32>(bytes, in32(directorySize, zip64));
    append<quint32>(bytes, in32(directoryOffset, zip64));
    append<quint16>(bytes, quint16(comment.size()));
    bytes.append(comment);
    return bytes;
}

QByteArray makeManifest(const QStringList &names)
{
    QByteArray manifest = "Count: " + QByteArray::number(names.size()) + "\r\n";
    for (const QString &name : names)
        manifest += name.toUtf8() + "\r\n";
    return manifest;
}

QByteArray makeDelivery(const QList<QPair<QString, QByteArray>> &emls, std::optional<QByteArray> manifest)
{
    ZipWriter zip;
    QStringList names;
    for (const auto &[name, content] : emls) {
        zip.add(name.toUtf8(), content);
        names.append(name);
    }
    const QByteArray listing = manifest.value_or(makeManifest(names));
    if (!listing.isNull())
        zip.add("manifest.mf", listing);
    return zip.finish();
}

} // namespace tallybridge::test
