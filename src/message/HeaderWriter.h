#pragma once

#include <QByteArrayList>
#include <QString>

namespace tallybridge {

/// Writes the header of a mail: CRLF, lines of at most 78 octets where the text allows it, encoded words in UTF-8 (RFC
/// 2047), parameters after RFC 2231. Our own instead of a library's, because the bytes of an item's mail must not
/// change when a library does. No value can add a field or end the header: CR, LF, NUL and other control characters
/// become blanks.
class HeaderWriter
{
public:
    /// A field of free text.
    void addText(QByteArrayView name, const QString &value);
    /// A field whose value is safe ASCII already and is folded at its blanks.
    void addTokens(QByteArrayView name, const QByteArray &value);
    /// A display name and an address, to be collected with others for addMailboxes().
    static QByteArray mailbox(const QString &displayName, const QByteArray &address);
    /// A field of mailboxes, one a line.
    void addMailboxes(QByteArrayView name, const QByteArrayList &mailboxes);

    /// A parameter with its leading ";" and fold, such as `;\r\n filename="x.pdf"`.
    static QByteArray parameter(QByteArrayView name, const QString &value);

    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace tallybridge
