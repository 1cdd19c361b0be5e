#include "mailbox/local/ArchiveMark.h"

#include "core/platform.h"

#include <QDateTime>
#include <QFile>
#include <QRandomGenerator>

#include <algorithm>

namespace tallybridge {

namespace {

constexpr qint64 largestMark = 4096;
constexpr qsizetype idDigits = 32;

Failure unavailable(const QString &root, const QString &detail)
{
    return {FailureCode::DestinationUnavailable, {root}, detail, true};
}

Failure writeFailure(const QString &root, const Failure &failure)
{
    if (failure.code == FailureCode::DiskFull)
        return {FailureCode::DiskFull, {root}, failure.detail, true};
    return unavailable(root, failure.detail);
}

bool isId(QByteArrayView text)
{
    return text.size() == idDigits &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

QByteArray randomHex()
{
    QByteArray bytes(idDigits / 2, '\0');
    std::generate(bytes.begin(), bytes.end(), [] { return char(QRandomGenerator::system()->bounded(256)); });
    return bytes.toHex();
}

} // namespace

QString archiveMarkPath(const QString &root)
{
    return QString(root + QLatin1Char('/') + archiveMarkName);
}

Result<QString> readArchiveMark(const QString &root)
{
    const QString path = archiveMarkPath(root);
    if (const auto there = platform::fileSystemOf(path); !there) {
        if (there.failure().code == FailureCode::FileNotFound)
            return QString();
        return unavailable(root, there.failure().detail);
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unavailable(root, archiveMarkName + QLatin1String(": ") + file.errorString());
    for (QByteArray line : file.read(largestMark).split('\n')) {
        line = line.trimmed();
        if (line.startsWith("id ") && isId(line.sliced(3)))
            return QString::fromLatin1(line.sliced(3));
    }
    return Failure{FailureCode::DestinationDamaged, {root, QString(archiveMarkName)}, {}, true};
}

Result<QString> makeArchiveMark(const QString &root)
{
    const QByteArray text =
        "This folder is an archive of Tallybridge. Keep this file with it: without it nothing is imported here.\nid " + randomHex() + "\n";
    const QString path = archiveMarkPath(root);
    // Made under another name first, so that a crash leaves a whole mark or none.
    const QString temporary = path + QLatin1Char('-') + QString::fromLatin1(randomHex());
    const auto leave = [&](const Failure &failure) -> Result<QString> {
        const auto removed = platform::removeFile(temporary);
        Q_UNUSED(removed)
        return writeFailure(root, failure);
    };
    if (const auto written = platform::writeNewFile(temporary, text, QDateTime::currentDateTimeUtc()); !written)
        return writeFailure(root, written.failure());
    if (const auto flushed = platform::flushFile(temporary); !flushed)
        return leave(flushed.failure());
    const auto renamed = platform::renameNew(temporary, path);
    if (!renamed)
        return leave(renamed.failure());
    if (!*renamed) {
        const auto removed = platform::removeFile(temporary); // another connector was faster
        Q_UNUSED(removed)
    }
    if (const auto flushed = platform::flushFolder(root); !flushed)
        return writeFailure(root, flushed.failure());
    return readArchiveMark(root);
}

} // namespace tallybridge
