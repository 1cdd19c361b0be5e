#pragma once

#include "core/MailAddress.h"

#include <QString>
#include <optional>

namespace tallybridge {

/// The folder of a mailbox below the archive's root: the address, where every octet (UTF-8) that a file system of
/// Linux, macOS or Windows might refuse, fold or read as something else is written as %XX. One name belongs to one
/// address only. Empty when the name would be longer than the 255 octets file systems take.
QString mailboxFolderName(const MailAddress &mailbox);

/// The mailbox a folder below the archive's root belongs to; nothing when mailboxFolderName() gives no such name.
std::optional<MailAddress> mailboxOfFolderName(QStringView folderName);

/// The folder of a mail folder inside a Maildir++, e.g. ".WhatsApp Archiver": a dot, then the name in the modified
/// UTF-7 of RFC 3501 section 5.1.3. Characters that mean something to Maildir++, IMAP or a file system (". / \ : * ? "
/// < > | %") become their fullwidth forms (U+FF01 to U+FF5E), because modified UTF-7 may not encode printable ASCII:
/// "SMS/MMS" reads "SMS/MMS".
QString maildirFolderName(const QString &name);

} // namespace tallybridge
