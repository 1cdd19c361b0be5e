#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// Text in the named character set (IANA name, any case). Without a name, or with one nobody knows: UTF-8 when the
/// bytes are valid UTF-8, else windows-1252. Bytes that mean nothing in the set become U+FFFD, as does NUL in a header.
QString textFrom(QByteArrayView bytes, QByteArrayView charset);

} // namespace tallybridge
