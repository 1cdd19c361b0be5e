#include "mailbox/graph/GraphFile.h"

#include <algorithm>
#include <cstring>

namespace tallybridge::graph {

namespace {

// How MimePartWriter writes base64.
constexpr qint64 bytesPerLine = 57;
constexpr qint64 charsPerLine = 78; // with CR LF

} // namespace

File::File(std::shared_ptr<const ComposedMessage> message, const MailFilePart &part)
    : m_name(part.name)
    , m_type(part.type)
    , m_contentId(part.contentId)
    , m_size(part.size)
    , m_message(std::move(message))
    , m_encodedAt(part.encodedAt)
    , m_encodedSize(part.encodedSize)
{
}

File::File(QString name, QByteArray type, QByteArray content)
    : m_name(std::move(name)), m_type(std::move(type)), m_size(content.size()), m_content(std::move(content))
{
}

QByteArray File::base64() const
{
    if (!m_message)
        return m_content.toBase64();
    QByteArray result((m_size + 2) / 3 * 4, Qt::Uninitialized);
    const char *from = m_message->bytes.constData() + m_encodedAt;
    char *to = result.data();
    for (qsizetype done = 0; done < result.size();) {
        const qsizetype chars = std::min<qsizetype>(charsPerLine - 2, result.size() - done);
        std::memcpy(to + done, from, size_t(chars));
        done += chars;
        from += charsPerLine;
    }
    return result;
}

QByteArray File::bytes(qint64 from, qint64 length) const
{
    length = std::clamp<qint64>(length, 0, m_size - from);
    if (!m_message)
        return m_content.mid(from, length);
    const qint64 firstLine = from / bytesPerLine;
    const qint64 endLine = (from + length + bytesPerLine - 1) / bytesPerLine;
    const qsizetype at = firstLine * charsPerLine;
    const qsizetype size = std::min<qsizetype>(m_encodedSize - at, (endLine - firstLine) * charsPerLine);
    const QByteArray encoded = QByteArray::fromRawData(m_message->bytes.constData() + m_encodedAt + at, size);
    return QByteArray::fromBase64(encoded).mid(from - firstLine * bytesPerLine, length);
}

} // namespace tallybridge::graph
