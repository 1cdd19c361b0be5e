#pragma once

#include "message/EmlReader.h"
#include "message/MimeReader.h"

namespace tallybridge {

/// The message of an EML that counts: the EML itself, or the one inside a journal report.
struct CountedMessage {
    QByteArray bytes;
    HeaderBlock header;
    MimeLeaves parts;
    bool journalWrapped = false;
};

/// Finds the message that counts: an EML without X-TELEMESSAGE-* fields that has exactly one message/rfc822 part is
/// only the wrapper of that part, when the part's header says who wrote, to whom, when or about what. Failures: those
/// of readMimeLeaves().
Result<CountedMessage> countedMessage(const QByteArray &eml, const EmlLimits &limits);

} // namespace tallybridge
