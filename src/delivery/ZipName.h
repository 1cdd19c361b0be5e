#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

bool isAscii(const QByteArray &bytes);

/// Reads bytes in code page 437, the encoding of ZIP names that are not UTF-8 (APPNOTE appendix D).
QString fromCp437(const QByteArray &bytes);

/// The name of a ZIP entry: UTF-8 where the bytes are valid UTF-8, else code page 437.
QString decodeZipName(const QByteArray &rawName);

/// True when a program that used the name as a path could leave its folder, or could be misled about the name: a part
/// "..", an absolute path, a drive letter, a backslash, a NUL.
bool isTraversal(const QString &name);

} // namespace tallybridge
