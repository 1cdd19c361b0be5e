#pragma once

#include "core/ComposedMessage.h"

#include <QString>
#include <optional>

namespace tallybridge {

/// What the file name of one of our mails in a Maildir says.
struct MaildirName {
    ItemKey key;
    bool partial = false;
};

/// The file name in cur: "<seconds since 1970 of the mail's date>.<64 hexadecimal digits of the key>.tallybridge:2,S"
/// (seen), with "-partial" behind the digits of a partial mail. The info separator is ";" on Windows.
QString maildirFileName(const ComposedMessage &message);

/// What stands behind the base name in cur of a mail that was seen: ":2,S", on Windows ";2,S".
QLatin1String maildirSeenInfo();

/// Reads such a name with any flags or none and with either separator; nothing when the name is not one of ours.
std::optional<MaildirName> parseMaildirFileName(QStringView fileName);

/// A name in tmp that nobody else uses, now in seconds since 1970: "<now>.<session>_<number>.tallybridge".
QString maildirTemporaryName(qint64 now, quint64 session, quint64 number);

/// What such a name says.
struct MaildirTemporary {
    qint64 time = 0; ///< when it was begun, in seconds since 1970
    quint64 session = 0;
};
/// Nothing when the name is not one of ours.
std::optional<MaildirTemporary> parseMaildirTemporaryName(QStringView fileName);

/// A number for a session that no other one has; sessions of one writer (not 0) know each other by it.
quint64 newMaildirSession(quint32 writer);
/// Whether both were made for the same writer.
bool isSameWriter(quint64 session, quint64 other);

} // namespace tallybridge
