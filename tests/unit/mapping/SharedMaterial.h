#pragma once

#include <QDir>
#include <QFile>
#include <QString>

namespace tallybridge {

/// Third-party test material, which is not part of the source: in the folder that the environment variable
/// TALLYBRIDGE_SHARED names, else in "shared" beside the source. Empty when this one is not there.
inline QString sharedMaterial(const QString &path)
{
    const QString named = qEnvironmentVariable("TALLYBRIDGE_SHARED");
    const QString beside = QDir::cleanPath(QStringLiteral(TALLYBRIDGE_SOURCE_DIR) + QStringLiteral("/../shared"));
    const QString full = QDir::cleanPath((named.isEmpty() ? beside : named) + QStringLiteral("/data/") + path);
    return QFile::exists(full) ? full : QString();
}

inline QByteArray readWhole(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace tallybridge

/// Ends the test function, saying so, when the material is not there.
#define REQUIRE_SHARED_MATERIAL(path)                                                                                                      \
    if ((path).isEmpty())                                                                                                                  \
    QSKIP("third-party test material is absent: set TALLYBRIDGE_SHARED to its folder")
