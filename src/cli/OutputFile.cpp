#include "cli/OutputFile.h"

#include <QFileInfo>
#include <QSaveFile>

#include <cstdio>

namespace tallybridge {

namespace {

Failure failureOf(const QFileDevice &file, const QString &path)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return {full ? FailureCode::DiskFull : FailureCode::FileNotWritable, {path}, file.errorString(), true};
}

} // namespace

Result<void> writeOutputFile(const QString &path, const std::function<bool(QIODevice &)> &write)
{
    const QFileInfo info(path);
    if (path == QLatin1String("-") || (info.exists() && !info.isFile() && !info.isDir())) {
        QFile file(path);
        const bool opened = path == QLatin1String("-") ? file.open(stdout, QIODevice::WriteOnly) : file.open(QIODevice::WriteOnly);
        if (!opened || !write(file) || !file.flush())
            return failureOf(file, path);
        return {};
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !write(file) || !file.commit())
        return failureOf(file, path);
    return {};
}

} // namespace tallybridge
