#pragma once

#include "core/ComposedMessage.h"
#include "engine/RawItem.h"
#include "ledger/ItemRecord.h"
#include "mapping/RecipientResolver.h"

#include <memory>
#include <optional>
#include <vector>

namespace tallybridge {

/// An item that was read, mapped and composed: what the ledger and the lanes need of it.
struct PreparedItem {
    ItemOrigin origin;
    qint64 knownItemId = 0;
    std::optional<RawItem::Unavailability> unavailable; ///< given: nothing below is known but `found`
    std::vector<RawItem::FoundMail> found;              ///< of an unavailable one: copies that lie in their mailboxes
    ItemRecord record;                                  ///< without id
    std::vector<Recipient> recipients;                  ///< at least one
    std::shared_ptr<const ComposedMessage> message;     ///< null when no recipient has a mailbox
    qint64 namedDeliveryId = 0;                         ///< the delivery the message names
    QString aboutId;                                    ///< source id of the item it is about; empty: none
    std::optional<QString> inReplyTo;                   ///< what the message answers (empty: nothing known), when the item is about another
    QString failureDetail;                              ///< why the item cannot be read, a code; empty: it can, or its reason says all
    qint64 emlBytes = 0;
    bool ownerOfUnknownForm = false;
    ByteBudget::Ticket ticket;
};

} // namespace tallybridge
