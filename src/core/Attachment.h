#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// A file of an item, decoded.
struct Attachment {
    QString fileName;      ///< as delivered, decoded; may be empty and may hold anything: never a path
    QByteArray mimeType;   ///< "image/jpeg", lower case, "application/octet-stream" when the item names none
    QByteArray contentId;  ///< without "<>"; empty when there is none
    bool isInline = false; ///< Content-Disposition: inline (RFC 2183)
    QByteArray content;    ///< decoded bytes

    bool operator==(const Attachment &) const = default;
};

} // namespace tallybridge
