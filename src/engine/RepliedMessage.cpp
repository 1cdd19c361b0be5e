#include "engine/RepliedMessage.h"

namespace tallybridge {

RepliedMessage::RepliedMessage(Ledger &ledger, qint64 connectorId, const std::vector<ItemPreparer::Postponed> &postponed)
    : m_items(ledger), m_originals(ledger), m_connectorId(connectorId)
{
    for (const ItemPreparer::Postponed &item : postponed) {
        if (!m_postponed.contains(item.sourceId))
            m_postponed.insert(item.sourceId, item.key);
    }
}

Result<QString> RepliedMessage::messageIdFor(const ItemPreparer::Postponed &item) const
{
    if (item.aboutId.trimmed().isEmpty())
        return QString();
    const auto own = m_items.findItem(m_connectorId, item.key);
    if (!own)
        return own.failure();
    if (own->has_value()) {
        // The mail's bytes never change, even when the item it is about came after it.
        auto reply = m_originals.reply((*own)->id);
        if (!reply)
            return reply.failure();
        if (reply->has_value())
            return std::move(**reply);
    }
    const auto key = m_items.keyOfSourceId(m_connectorId, item.aboutId, item.key);
    if (!key)
        return key.failure();
    if (key->has_value())
        return (*key)->messageId();
    const ItemKey beside = m_postponed.value(item.aboutId);
    return beside.isNull() || beside == item.key ? QString() : beside.messageId();
}

} // namespace tallybridge
