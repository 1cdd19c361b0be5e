#pragma once

#include <QByteArray>

namespace tallybridge {

/// Content-Transfer-Encoding (RFC 2045 section 6).
enum class TransferEncoding { Identity, Base64, QuotedPrintable, UuEncode };

/// The encoding of a Content-Transfer-Encoding value; Identity for 7bit, 8bit, binary and unknown ones.
TransferEncoding transferEncodingFrom(QByteArrayView value);

/// Decodes as far as the bytes go: what belongs to no base64 alphabet is passed over, padding may be missing or stand
/// in the middle.
QByteArray decodeContent(QByteArrayView encoded, TransferEncoding encoding);

} // namespace tallybridge
