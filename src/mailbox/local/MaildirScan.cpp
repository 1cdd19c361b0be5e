#include "mailbox/local/MaildirScan.h"

#include "core/platform.h"
#include "mailbox/local/MaildirContent.h"
#include "mailbox/local/MaildirName.h"

#include <QStringList>

namespace tallybridge {

namespace {

bool isAbsent(const Failure &failure)
{
    return failure.code == FailureCode::FolderNotFound || failure.code == FailureCode::FileNotFound;
}

} // namespace

bool scanMaildirFolder(const QString &folderPath, const std::function<void(const ItemKey &, const MaildirMatch &)> &found,
                       const CancelToken &cancel)
{
    bool complete = true;
    for (const QLatin1String part : {QLatin1String("/new/"), QLatin1String("/cur/")}) {
        const QString path = folderPath + part;
        const auto listed = platform::listFolder(path, [&](const QString &name, bool isFolder) {
            if (isFolder)
                return true;
            if (const auto ours = parseMaildirFileName(name)) {
                found(ours->key, {path + name, false, true, ours->partial});
            } else if (const auto key = keyOfMail(path + name); !key) {
                complete = complete && isAbsent(key.failure()); // a mail program may take a file away meanwhile
            } else if (*key) {
                found(**key, {path + name, false, false, false});
            }
            return !cancel.isCancelled();
        });
        if (!listed && !isAbsent(listed.failure()))
            complete = false;
    }
    return complete;
}

MaildirMatches scanMailbox(const QString &userPath, const QString &archiveFolder, const QSet<ItemKey> &wanted, const CancelToken &cancel)
{
    const QString archivePath = userPath + QLatin1Char('/') + archiveFolder;
    MaildirMatches matches;
    QStringList folders{userPath}; // which is the inbox
    const auto listed = platform::listFolder(userPath, [&](const QString &name, bool isFolder) {
        if (isFolder && name.startsWith(QLatin1Char('.')))
            folders += userPath + QLatin1Char('/') + name;
        return true;
    });
    if (!listed)
        matches.complete = isAbsent(listed.failure());
    for (const QString &folder : std::as_const(folders)) {
        const bool archive = folder == archivePath;
        const bool read = scanMaildirFolder(
            folder,
            [&](const ItemKey &key, MaildirMatch match) {
                if (!wanted.contains(key))
                    return;
                match.inArchiveFolder = archive;
                matches.found[key].push_back(std::move(match));
            },
            cancel);
        matches.complete = matches.complete && read && !cancel.isCancelled();
    }
    return matches;
}

} // namespace tallybridge
