#include "engine/RepliedMessage.h"

namespace tallybridge {

RepliedMessage::RepliedMessage(Ledger &ledger, qint64 connectorId, const std::vector<ItemPreparer::Postponed> &postponed)
    : m_items(ledger), m_connectorId(connectorId)
{
    for (const ItemPreparer::Postponed &item : postponed) {
        if (!m_postponed.contains(item.sourceId))
            m_postponed.insert(item.sourceId, item.key);
    }
}

Result<QString> RepliedMessage::messageIdFor(const ItemPreparer::Postponed &item) const
{
    const auto key = m_items.keyOfSourceId(m_connectorId, item.aboutId, item.key);
    if (!key)
        return key.failure();
    if (key->has_value())
        return (*key)->messageId();
    const ItemKey beside = m_postponed.value(item.aboutId);
    return beside.isNull() || beside == item.key ? QString() : beside.messageId();
}

} // namespace tallybridge
