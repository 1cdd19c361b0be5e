#include "ledger/OriginalTable.h"

#include "ledger/Ledger.h"
#include "ledger/SqlStatement.h"

namespace tallybridge {

namespace {

Result<OriginalTable::Unsettled> unsettledIn(const SqlStatement &row)
{
    return OriginalTable::Unsettled{row.number(0), row.bytes(1), {row.number(2), row.text(3), row.number(4)}};
}

} // namespace

struct OriginalTable::Private {
    explicit Private(Ledger &ledger)
        : setPlace(ledger, QLatin1String("INSERT INTO held_originals(item_id, delivery_id, entry_name, entry_index) VALUES (?, ?, ?, ?)"
                                         " ON CONFLICT(item_id) DO UPDATE SET delivery_id = excluded.delivery_id,"
                                         " entry_name = excluded.entry_name, entry_index = excluded.entry_index"))
        , place(ledger, QLatin1String("SELECT delivery_id, entry_name, entry_index FROM held_originals WHERE item_id = ?"))
        , setReply(ledger, QLatin1String("INSERT INTO replies(item_id, in_reply_to) VALUES (?, ?) ON CONFLICT(item_id) DO NOTHING"))
        , reply(ledger, QLatin1String("SELECT in_reply_to FROM replies WHERE item_id = ?"))
        , unsettledOf(ledger, QLatin1String("SELECT i.id, i.eml_sha256, i.delivery_id, i.entry_name, i.entry_index FROM items i"
                                            " WHERE i.delivery_id = ? AND EXISTS (SELECT 1 FROM copies c WHERE c.item_id = i.id"
                                            " AND c.waived = 0 AND c.outcome >= 3 AND c.outcome <= 5)"
                                            " UNION ALL SELECT i.id, i.eml_sha256, h.delivery_id, h.entry_name, h.entry_index"
                                            " FROM held_originals h JOIN items i ON i.id = h.item_id"
                                            " WHERE h.delivery_id = ? AND EXISTS (SELECT 1 FROM copies c WHERE c.item_id = i.id"
                                            " AND c.waived = 0 AND c.outcome >= 3 AND c.outcome <= 5)"))
        , unsettled(ledger, QLatin1String("SELECT i.id, i.eml_sha256, i.delivery_id, i.entry_name, i.entry_index FROM items i"
                                          " WHERE i.id IN (SELECT item_id FROM copies WHERE connector_id = ? AND waived = 0"
                                          " AND outcome >= 3 AND outcome <= 5) ORDER BY i.delivery_id, i.id"))
    {
    }

    SqlStatement setPlace;
    SqlStatement place;
    SqlStatement setReply;
    SqlStatement reply;
    SqlStatement unsettledOf;
    SqlStatement unsettled;
};

OriginalTable::OriginalTable(Ledger &ledger) : d(std::make_unique<Private>(ledger)) {}

OriginalTable::~OriginalTable() = default;

Result<void> OriginalTable::setPlace(qint64 itemId, const Place &place)
{
    return d->setPlace.run(itemId, place.deliveryId, place.entryName, place.entryIndex);
}

Result<std::optional<OriginalTable::Place>> OriginalTable::place(qint64 itemId) const
{
    if (auto done = d->place.run(itemId); !done)
        return done.failure();
    return readOne<Place>(d->place, [](const SqlStatement &row) -> Result<Place> {
        return Place{row.number(0), row.text(1), row.number(2)};
    });
}

Result<void> OriginalTable::setReply(qint64 itemId, const QString &inReplyTo)
{
    return d->setReply.run(itemId, inReplyTo);
}

Result<std::optional<QString>> OriginalTable::reply(qint64 itemId) const
{
    if (auto done = d->reply.run(itemId); !done)
        return done.failure();
    return readOne<QString>(d->reply, [](const SqlStatement &row) -> Result<QString> { return row.text(0); });
}

Result<std::vector<OriginalTable::Unsettled>> OriginalTable::unsettledOf(qint64 deliveryId) const
{
    if (auto done = d->unsettledOf.run(deliveryId, deliveryId); !done)
        return done.failure();
    return readAll<Unsettled>(d->unsettledOf, unsettledIn);
}

Result<std::vector<OriginalTable::Unsettled>> OriginalTable::unsettled(qint64 connectorId) const
{
    if (auto done = d->unsettled.run(connectorId); !done)
        return done.failure();
    return readAll<Unsettled>(d->unsettled, unsettledIn);
}

} // namespace tallybridge
