#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// Makes a delivered name one that every file system takes and that cannot deceive: no folders, no control, formatting
/// or bidirectional override characters, no name that Windows reserves, no dot or blank at the ends, at most 150 UTF-16
/// units with the extension kept. A name that is empty or made of nothing else becomes "attachment" with the extension
/// that fits the MIME type.
QString safeFileName(const QString &delivered, const QByteArray &mimeType);

} // namespace tallybridge
