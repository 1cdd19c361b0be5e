#pragma once

#include "core/MailAddress.h"
#include "core/PhoneNumber.h"
#include "core/Result.h"

#include <QByteArray>
#include <QDate>
#include <QString>

namespace tallybridge {

/// From a day on (invalid: for all time) a number belongs to a mailbox.
struct MappingAssignment {
    PhoneNumber number;
    MailAddress mailbox;
    QDate validFrom;
};

/// Writes one assignment into a mapping CSV. Lines that say nothing about the number stay as they are, byte by byte; of those that do, the
/// ones from before validFrom end the day before it, the others go. Empty bytes become a file with a header.
/// The result is read again before it is given back: the number leads to the mailbox from validFrom on, and every other number leads where
/// it led before. Failures: MappingFile::parse()'s, and MappingNotEditable when the result would not read so (then nothing can be done but
/// editing by hand). The result is UTF-8.
Result<QByteArray> assignInMapping(const QByteArray &bytes, const QString &name, const QString &defaultRegion,
                                   const MappingAssignment &assignment);

} // namespace tallybridge
