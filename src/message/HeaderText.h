#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// Decodes an unfolded header value: encoded words (RFC 2047, also inside quotes and glued to other text, as real mail
/// has them), raw UTF-8, else windows-1252. Words of the same character set that follow each other are joined before
/// decoding, because many programs split characters. Control characters become blanks, NUL becomes U+FFFD.
QString headerText(QByteArrayView value);

/// A Message-ID, In-Reply-To or Content-ID value without "<>" and blanks.
QString idWithoutBrackets(const QString &value);

} // namespace tallybridge
