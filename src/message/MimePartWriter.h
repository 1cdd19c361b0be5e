#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// Writes MIME parts with CRLF line ends. Bodies are base64 or quoted-printable always, so no body can hold a boundary
/// of ours: those begin with "=_", which neither encoding ever produces (RFC 2045 6.7 and 6.8).
namespace MimePartWriter {

/// A boundary derived from the item's key; role tells the multiparts of a mail apart.
QByteArray boundary(const QByteArray &keyHex, QByteArrayView role);

/// Header and body of a text part; utf8 is its text. type: "text/plain" or "text/html". Line ends of the text become CRLF.
void appendText(QByteArray &mail, QByteArrayView type, QByteArray utf8);

/// The type that appendFile() writes for a delivered one: the same when it is one and no message/* or multipart/*.
QByteArray writableType(const QByteArray &type);

/// Header and body of a file, byte for byte in base64. Returns where in the mail the base64 begins; it goes to the mail's end.
/// A delivered message/* or multipart/* is written as application/octet-stream: RFC 2046 5.2.1 forbids base64 for
/// message/rfc822, and without it no server promises to keep its bytes.
qsizetype appendFile(QByteArray &mail, const QByteArray &type, const QString &fileName, const QByteArray &contentId,
                     const QByteArray &content);

} // namespace MimePartWriter

} // namespace tallybridge
