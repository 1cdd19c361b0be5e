#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// The text of a file and the encoding it was read with.
struct DecodedText {
    QString text;     ///< without byte order mark; bytes that do not fit the encoding are U+FFFD
    QString encoding; ///< "UTF-8", "UTF-16LE", "UTF-16BE" or "windows-1252"
};

/// Decodes the bytes of a text file: a byte order mark decides, else the zero bytes of UTF-16, else well-formed UTF-8,
/// else the Windows ANSI code page 1252. Pure function of any bytes; any thread.
DecodedText decodeText(const QByteArray &bytes);

} // namespace tallybridge
