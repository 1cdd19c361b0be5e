#pragma once

#include "core/Result.h"
#include "message/ContentDecoder.h"
#include "message/EmlReader.h"
#include "message/HeaderBlock.h"

#include <vector>

namespace tallybridge {

/// A part that is not a multipart, as it stands in a message.
struct MimeLeaf {
    enum class Disposition { Unsaid, Inline, Attachment };

    QByteArray type = "text/plain"; ///< lower case
    QByteArray charset;
    QString fileName;
    QByteArray contentId;
    Disposition disposition = Disposition::Unsaid;
    TransferEncoding encoding = TransferEncoding::Identity;
    QByteArrayView raw; ///< undecoded

    QByteArray content() const { return decodeContent(raw, encoding); }
    bool isAttachedMessage() const;
};

/// The leaves of a message in order. They point into the message or into buffer, so keep both.
struct MimeLeaves {
    std::vector<MimeLeaf> leaves;
    QByteArray buffer;
};

/// Takes a message apart. Attached messages are leaves, they are not taken apart. Whatever the bytes are, nothing of
/// the body is lost: when parts cannot be told, the message itself comes as one more leaf of type message/rfc822.
/// Failures: MessageTooDeep, MessageTooManyParts, MessageHeaderTooLarge.
Result<MimeLeaves> readMimeLeaves(QByteArrayView message, const HeaderBlock &header, const EmlLimits &limits);

} // namespace tallybridge
