#pragma once

#include "core/ItemKey.h"
#include "core/MailContent.h"

#include <QDateTime>
#include <vector>

namespace tallybridge {

/// An attachment that was over the size limit and is only named in the mail.
struct DroppedAttachment {
    QString fileName;
    qint64 size = 0;   ///< decoded bytes
    QByteArray sha256; ///< of the decoded bytes, 32 raw bytes

    bool operator==(const DroppedAttachment &) const = default;
};

/// The mail made from an item, ready for a destination. Shared by all copies of the item; never changed after it was made.
struct ComposedMessage {
    ItemKey key;
    QByteArray bytes;  ///< the mail with CRLF line ends (RFC 5322), header and body
    QByteArray sha256; ///< of bytes, 32 raw bytes
    QDateTime date;    ///< UTC, the mail's Date
    std::vector<DroppedAttachment> dropped;
    bool originalLeftOut = false; ///< the original was to be attached and is only named: with it the mail would be over the limit
    MailContent content;          ///< the same mail in parts, for destinations that take no MIME

    bool isPartial() const { return !dropped.empty(); }
};

} // namespace tallybridge
