#include "ledger/OriginalTable.h"

#include "ledger/Ledger.h"
#include "ledger/SqlStatement.h"

namespace tallybridge {

struct OriginalTable::Private {
    explicit Private(Ledger &ledger)
        : setPlace(ledger, QLatin1String("INSERT INTO held_originals(item_id, delivery_id, entry_name, entry_index) VALUES (?, ?, ?, ?)"
                                         " ON CONFLICT(item_id) DO UPDATE SET delivery_id = excluded.delivery_id,"
                                         " entry_name = excluded.entry_name, entry_index = excluded.entry_index"))
        , place(ledger, QLatin1String("SELECT delivery_id, entry_name, entry_index FROM held_originals WHERE item_id = ?"))
        , setReply(ledger, QLatin1String("INSERT INTO replies(item_id, in_reply_to) VALUES (?, ?) ON CONFLICT(item_id) DO NOTHING"))
        , reply(ledger, QLatin1String("SELECT in_reply_to FROM replies WHERE item_id = ?"))
    {
    }

    SqlStatement setPlace;
    SqlStatement place;
    SqlStatement setReply;
    SqlStatement reply;
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

} // namespace tallybridge
