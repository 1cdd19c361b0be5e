#include "net/UploadDevice.h"

#include <algorithm>
#include <cstring>

namespace tallybridge {

UploadDevice::UploadDevice(QByteArray body, QObject *parent) : QIODevice(parent), m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 UploadDevice::readData(char *data, qint64 maxSize)
{
    const qint64 size = std::min(maxSize, m_body.size() - m_read);
    if (size <= 0)
        return m_read == m_body.size() ? -1 : 0;
    std::memcpy(data, m_body.constData() + m_read, size_t(size));
    m_read += size;
    return size;
}

} // namespace tallybridge
