#pragma once

#include <QString>
#include <QStringList>

namespace tallybridge {

/// Puts the arguments in the place of %1 … %9 in a single pass, so that a "%1" inside a file name stays one. Each
/// argument is made printable(); a place without an argument becomes "?".
QString phrase(const QString &pattern, const QStringList &arguments);

/// The text on one line, safe for a terminal: control characters and bidirectional overrides become U+FFFD; what is
/// longer than `longest` characters loses its middle.
QString printable(const QString &text, qsizetype longest = 300);

/// "10 MB", "1.5 GB", "512 bytes" (1 MB = 1,048,576 bytes).
QString sizeText(qint64 bytes);

} // namespace tallybridge
