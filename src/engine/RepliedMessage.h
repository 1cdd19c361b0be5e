#pragma once

#include "core/Result.h"
#include "engine/ItemPreparer.h"
#include "ledger/ItemTable.h"
#include "ledger/OriginalTable.h"

#include <QHash>
#include <vector>

namespace tallybridge {

/// Finds the mail that an item about a deleted or edited one answers: the one it answered when a mail was first made of it, else in the
/// ledger, or among the items postponed with it.
class RepliedMessage
{
public:
    RepliedMessage(Ledger &ledger, qint64 connectorId, const std::vector<ItemPreparer::Postponed> &postponed);

    /// The Message-ID without "<>"; empty when the item it is about was never delivered.
    Result<QString> messageIdFor(const ItemPreparer::Postponed &item) const;

private:
    ItemTable m_items;
    OriginalTable m_originals;
    const qint64 m_connectorId;
    QHash<QString, ItemKey> m_postponed;
};

} // namespace tallybridge
