#pragma once

#include "core/Attachment.h"
#include "message/MimeReader.h"

#include <vector>

namespace tallybridge {

/// The body of a message: what people read, and every other leaf.
struct MailBody {
    QString text;
    QString html;
    std::vector<Attachment> attachments;
    std::vector<QByteArray> fileTypes; ///< MIME types of the attachments that are files, not further bodies or signatures
};

/// Sorts the leaves of a message: the first text/plain that is no attachment is the text, the first such text/html the
/// HTML, everything else is attached. Without any text the words of the HTML are the text. Line ends become "\n".
MailBody readBody(const std::vector<MimeLeaf> &leaves);

} // namespace tallybridge
