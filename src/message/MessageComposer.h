#pragma once

#include "core/ComposedMessage.h"
#include "core/Item.h"
#include "core/Result.h"

namespace tallybridge {

/// What the mail needs to know besides the item.
struct ComposeOptions {
    QString typeName;              ///< "WhatsApp", for the sentence and the thread topic
    QString deliveryName;          ///< file name of the delivery, for the table of facts
    QDateTime deliveryTime;        ///< UTC; takes the place of an absurd date (before 2009, or more than a day after `now`)
    QDateTime now;                 ///< UTC, what "a day ahead" is measured from
    qint64 sizeLimit = 10'485'760; ///< decoded bytes of one attachment and of the whole item
    QString inReplyTo;             ///< Message-ID (without "<>") of the item that a deleted or edited item is about; may be empty
    bool attachOriginal = false;   ///< attach the EML itself as original.eml, byte for byte (base64, so not as message/rfc822)
    QByteArray original;           ///< the EML, used when attachOriginal
};

/// Makes the canonical mail of an item: deterministic bytes for the same item and options. Stateless; any thread may
/// call it. Failures: MessageTextTooLarge (the item's text alone is over the limit).
Result<ComposedMessage> composeMessage(const Item &item, const ComposeOptions &options);

} // namespace tallybridge
