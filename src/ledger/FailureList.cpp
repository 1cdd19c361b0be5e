#include "ledger/FailureList.h"

#include "ledger/ItemTablePrivate.h"
#include "ledger/Ledger.h"
#include "ledger/LedgerNumbers.h"
#include "ledger/SqlFailure.h"

namespace tallybridge {

namespace {

// The terms of the index copies_failures word for word, then the filter: outcome or -1 twice, reason or -1 twice.
#define TALLYBRIDGE_UNSETTLED                                                                                                              \
    " c.connector_id = ? AND c.waived = 0 AND c.outcome >= 3 AND c.outcome <= 4"                                                           \
    " AND (? = -1 OR c.outcome = ?) AND (? = -1 OR c.reason = ?)"

constexpr QLatin1String groupsSql("SELECT outcome, reason, count(*) FROM copies"
                                  " WHERE connector_id = ? AND waived = 0 AND outcome >= 3 AND outcome <= 4"
                                  " GROUP BY outcome, reason ORDER BY outcome DESC, reason");

constexpr QLatin1String pageStartsSql("SELECT id FROM (SELECT c.id AS id, row_number() OVER (ORDER BY c.id) AS n FROM copies c"
                                      " WHERE" TALLYBRIDGE_UNSETTLED ") WHERE (n - 1) % ? = 0 ORDER BY id");

constexpr QLatin1String pageSql("SELECT " TALLYBRIDGE_COPY_COLUMNS ", " TALLYBRIDGE_ITEM_COLUMNS
                                ", d.name, c.outcome, c.reason, f.detail, NULL, NULL, NULL"
                                " FROM copies c CROSS JOIN items i ON i.id = c.item_id"
                                " CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                " LEFT JOIN run_failures f ON f.run_id = c.run_id AND f.copy_id = c.id"
                                " WHERE" TALLYBRIDGE_UNSETTLED " AND c.id >= ? ORDER BY c.id LIMIT ?");

qint64 outcomeOf(const FailureList::Filter &filter)
{
    return filter.outcome ? ledgernumbers::ofOutcome(*filter.outcome) : -1;
}

qint64 reasonOf(const FailureList::Filter &filter)
{
    return filter.reason ? ledgernumbers::ofReason(*filter.reason) : -1;
}

} // namespace

Result<std::vector<FailureGroup>> FailureList::groups() const
{
    SqlStatement statement(m_ledger, groupsSql);
    if (auto done = statement.run(m_connectorId); !done)
        return done.failure();
    return readAll<FailureGroup>(statement, [](const SqlStatement &row) -> Result<FailureGroup> {
        const auto outcome = ledgernumbers::outcome(row.number(0));
        const auto reason = ledgernumbers::reason(row.number(1));
        if (!outcome || !reason)
            return damagedValue(row.path(), QLatin1String("copies.reason"));
        return FailureGroup{*outcome, *reason, row.number(2)};
    });
}

Result<std::vector<qint64>> FailureList::pageStarts(const Filter &filter, int pageSize) const
{
    SqlStatement statement(m_ledger, pageStartsSql);
    const qint64 outcome = outcomeOf(filter);
    const qint64 reason = reasonOf(filter);
    if (auto done = statement.run(m_connectorId, outcome, outcome, reason, reason, pageSize); !done)
        return done.failure();
    return readAll<qint64>(statement, [](const SqlStatement &row) -> Result<qint64> { return row.number(0); });
}

Result<std::vector<ItemTable::ListedCopy>> FailureList::page(const Filter &filter, qint64 firstId, int limit) const
{
    SqlStatement statement(m_ledger, pageSql);
    const qint64 outcome = outcomeOf(filter);
    const qint64 reason = reasonOf(filter);
    if (auto done = statement.run(m_connectorId, outcome, outcome, reason, reason, firstId, limit); !done)
        return done.failure();
    return readAll<ItemTable::ListedCopy>(statement, listedFailureIn);
}

#undef TALLYBRIDGE_UNSETTLED

} // namespace tallybridge
