#pragma once

#include "core/CancelToken.h"
#include "core/ItemKey.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <functional>
#include <vector>

namespace tallybridge {

/// A mail of ours found in a Maildir++.
struct MaildirMatch {
    QString path;                 ///< of the file
    bool inArchiveFolder = false; ///< else in another folder of the same user
    bool named = true;            ///< by its file name; else by its Message-ID, because a mail program gave it a name of its own
    bool partial = false;         ///< only told by the name: false when !named
};

/// What a look through folders of a Maildir++ gave.
struct MaildirMatches {
    QHash<ItemKey, std::vector<MaildirMatch>> found;
    bool complete = true; ///< false when something could not be read or the look was cancelled
};

/// Looks through all folders of the user's Maildir++ at userPath for mails with the wanted keys. Remembers only those,
/// however large the folders are. A Maildir++ that does not exist holds nothing.
MaildirMatches scanMailbox(const QString &userPath, const QString &archiveFolder, const QSet<ItemKey> &wanted, const CancelToken &cancel);

/// Calls found for each mail of ours in cur and new of one folder, with its path in MaildirMatch; false when something
/// could not be read. Stops when cancelled. A folder that does not exist holds nothing.
bool scanMaildirFolder(const QString &folderPath, const std::function<void(const ItemKey &, const MaildirMatch &)> &found,
                       const CancelToken &cancel);

} // namespace tallybridge
