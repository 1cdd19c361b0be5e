#pragma once

#include "core/ComposedMessage.h"
#include "core/Item.h"
#include "message/MessageComposer.h"

#include <utility>
#include <vector>

namespace tallybridge {

/// A row of the table under the words of a mail: label and value. The sentences are English always, because they are
/// evidence and not a user interface.
using Fact = std::pair<QString, QString>;

/// What the table says besides what the item itself holds.
struct FactContext {
    const ComposeOptions &options;
    const std::vector<DroppedAttachment> &dropped;
    bool dateIsReplaced = false;      ///< the item's own date is absurd or missing
    bool originalIsNamedOnly = false; ///< the original was to be attached and did not fit
};

/// Every fact about the item, in the order of the table.
std::vector<Fact> factsOf(const Item &item, const FactContext &context);

/// The first line of a deleted or edited item; empty for others.
QString revisionSentence(const Item &item);

} // namespace tallybridge
