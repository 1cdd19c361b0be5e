#include "source/sftp/SftpMove.h"

#include "core/Sha256.h"

#include <algorithm>

namespace tallybridge {

namespace {

Result<QByteArray> sha256At(SftpSession &session, const QByteArray &path)
{
    const auto file = session.openFile(path, 0);
    if (!file)
        return file.failure();
    QByteArray buffer(SftpSession::readSize, Qt::Uninitialized);
    Sha256 hash;
    while (true) {
        const auto got = (*file)->read(buffer.data(), buffer.size());
        if (!got)
            return got.failure();
        if (*got == 0)
            return hash.result();
        hash.add(QByteArrayView(buffer).first(*got));
    }
}

} // namespace

Result<QString> moveFolderOf(const QString &text)
{
    QString folder = text;
    while (folder.endsWith(QLatin1Char('/')))
        folder.chop(1);
    const QStringList parts = folder.split(QLatin1Char('/'));
    const bool leadsOut = std::any_of(parts.begin(), parts.end(), [](const QString &part) {
        return part.trimmed().isEmpty() || part == QLatin1String(".") || part == QLatin1String("..");
    });
    const bool strange =
        std::any_of(folder.begin(), folder.end(), [](QChar c) { return c.category() == QChar::Other_Control || c == QLatin1Char('\\'); });
    if (leadsOut || strange)
        return Failure{FailureCode::MoveFolderInvalid, {text}, {}, false};
    return folder;
}

Result<void> moveAway(SftpSession &session, const QByteArray &from, const QByteArray &folder, const SftpEntry &delivery,
                      const QByteArray &sha256)
{
    const auto there = session.find(folder);
    if (!there)
        return there.failure();
    if (!*there) {
        if (auto made = session.makeFolder(folder); !made)
            return made;
    }
    const QByteArray target = folder + '/' + delivery.name;
    const auto taken = session.find(target);
    if (!taken)
        return taken.failure();
    if (!*taken)
        return session.rename(from, target);
    if ((*taken)->isFile && (*taken)->size == delivery.size) {
        const auto other = sha256At(session, target);
        if (!other)
            return other.failure();
        if (*other == sha256)
            return session.removeFile(from);
    }
    return Failure{FailureCode::SourceNameTaken, {QString::fromUtf8(delivery.name), QString::fromUtf8(folder)}, {}, false};
}

} // namespace tallybridge
