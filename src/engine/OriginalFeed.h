#pragma once

#include "delivery/DeliveryReader.h"
#include "engine/ItemFeed.h"
#include "engine/RunContext.h"
#include "ledger/DeliveryTable.h"
#include "ledger/ItemTable.h"
#include "ledger/OriginalTable.h"

#include <optional>
#include <vector>

namespace tallybridge {

/// Feeds the held originals of items with unsettled copies: in a sync those that the next sync finishes by itself, in a retry those asked
/// for, in a repair those that verify missed.
class OriginalFeed : public ItemFeed
{
public:
    /// itemIds: exactly these items (repair); empty: those the ledger names.
    explicit OriginalFeed(const RunContext &context, std::vector<qint64> itemIds = {}) : m_context(context), m_itemIds(std::move(itemIds))
    {
    }

    Result<void> run(FeedPort &port) override;

private:
    struct OpenDelivery;
    struct Tables;
    Result<void> feedItem(qint64 itemId, Tables &tables, FeedPort &port);
    Result<void> feedPostponed(Tables &tables, FeedPort &port);
    Result<RawItem> load(const ItemRecord &item, Tables &tables, FeedPort &port);
    Result<std::vector<RawItem::FoundMail>> lookForMails(const ItemRecord &item, Tables &tables, FeedPort &port) const;
    Result<RawItem::Repair> repairOf(qint64 itemId, Tables &tables) const;
    Result<std::optional<QByteArray>> readOriginal(const ItemRecord &item, RawItem::Unavailability &unavailability, Tables &tables,
                                                   FeedPort &port);
    Result<std::optional<QByteArray>> readFromSource(const ItemRecord &item, Tables &tables, FeedPort &port);
    Result<std::optional<QByteArray>> readFrom(OpenDelivery &open, const OriginalTable::Place &place, const QByteArray &sha256,
                                               Tables &tables, FeedPort &port);
    Result<std::vector<qint64>> nextPage(qint64 after, const ItemTable &items) const;

    const RunContext &m_context;
    const std::vector<qint64> m_itemIds;
};

} // namespace tallybridge
