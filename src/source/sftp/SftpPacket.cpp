#include "source/sftp/SftpPacket.h"

#include <QtEndian>

#include <algorithm>

namespace tallybridge {

namespace {

// Which attributes are there.
constexpr quint32 hasSize = 1;
constexpr quint32 hasOwner = 2;
constexpr quint32 hasPermissions = 4;
constexpr quint32 hasTimes = 8;
constexpr quint32 hasExtensions = 0x80000000;
// The kind of a file in its permissions.
constexpr quint32 kindMask = 0170000;
constexpr quint32 kindFile = 0100000;
constexpr quint32 kindFolder = 0040000;
constexpr quint32 kindLink = 0120000;
// No disk holds more, and sums with it do not overflow.
constexpr quint64 largestSize = 1ULL << 60;

template <typename T>
void append(QByteArray &bytes, T value)
{
    char raw[sizeof value];
    qToBigEndian(value, raw);
    bytes.append(raw, sizeof raw);
}

} // namespace

SftpFields &SftpFields::byte(quint8 value)
{
    m_bytes.append(char(value));
    return *this;
}

SftpFields &SftpFields::number(quint32 value)
{
    append(m_bytes, value);
    return *this;
}

SftpFields &SftpFields::longNumber(quint64 value)
{
    append(m_bytes, value);
    return *this;
}

SftpFields &SftpFields::string(QByteArrayView bytes)
{
    number(quint32(bytes.size()));
    m_bytes.append(bytes.data(), bytes.size());
    return *this;
}

QByteArrayView SftpFieldReader::take(qsizetype size)
{
    m_ok = m_ok && size <= m_bytes.size();
    if (!m_ok)
        return {};
    const QByteArrayView taken = m_bytes.first(size);
    m_bytes = m_bytes.sliced(size);
    return taken;
}

quint32 SftpFieldReader::number()
{
    const QByteArrayView raw = take(sizeof(quint32));
    return m_ok ? qFromBigEndian<quint32>(raw.data()) : 0;
}

quint64 SftpFieldReader::longNumber()
{
    const QByteArrayView raw = take(sizeof(quint64));
    return m_ok ? qFromBigEndian<quint64>(raw.data()) : 0;
}

QByteArrayView SftpFieldReader::string()
{
    return take(qsizetype(number()));
}

SftpAttributes SftpFieldReader::attributes()
{
    SftpAttributes attributes;
    const quint32 flags = number();
    if (flags & hasSize)
        attributes.entry.size = qint64(std::min(longNumber(), largestSize));
    if (flags & hasOwner)
        take(2 * sizeof(quint32));
    const quint32 kind = flags & hasPermissions ? number() & kindMask : 0;
    if (flags & hasTimes) {
        number(); // last read
        attributes.entry.modified = QDateTime::fromSecsSinceEpoch(qint64(number()), Qt::UTC);
    }
    for (quint32 left = flags & hasExtensions ? number() : 0; left > 0 && m_ok; --left) {
        string();
        string();
    }
    attributes.entry.isFile = kind == kindFile;
    attributes.entry.isFolder = kind == kindFolder;
    attributes.isLink = kind == kindLink;
    constexpr quint32 needed = hasSize | hasPermissions | hasTimes;
    attributes.complete = (flags & needed) == needed && !attributes.isLink;
    return attributes;
}

} // namespace tallybridge
