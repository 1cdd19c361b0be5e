#pragma once

#include <QLatin1String>

/// The lists of the large tables. The terms on outcome and waived repeat those of the partial indexes word for word,
/// which is how SQLite knows that an index serves; a test asks for the query plans.
namespace tallybridge::itemsql {

#define TALLYBRIDGE_COPY_COLUMNS                                                                                                           \
    "c.id, c.item_id, c.mailbox, c.participant, c.outcome, c.reason, c.message_sha256, c.location, c.run_id, "                             \
    "c.attempts, c.since, c.waived"
#define TALLYBRIDGE_ITEM_COLUMNS                                                                                                           \
    "i.id, i.connector_id, i.item_key, i.source_id, i.eml_sha256, i.delivery_id, i.entry_name, i.entry_index, "                            \
    "i.kind, i.time, "                                                                                                                     \
    "i.first_entries"

/// connector, after copy, limit
inline constexpr QLatin1String failuresNow("SELECT " TALLYBRIDGE_COPY_COLUMNS ", " TALLYBRIDGE_ITEM_COLUMNS
                                           ", d.name, c.outcome, c.reason, f.detail, NULL, NULL, NULL"
                                           " FROM copies c CROSS JOIN items i ON i.id = c.item_id"
                                           " CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                           " LEFT JOIN run_failures f ON f.run_id = c.run_id AND f.copy_id = c.id"
                                           " WHERE c.connector_id = ? AND c.waived = 0 AND c.outcome >= 3 AND c.outcome <= 4 AND c.id > ?"
                                           " ORDER BY c.id LIMIT ?");

/// run, after copy, connector, limit; outcome and reason as the run left them
inline constexpr QLatin1String failuresOfRun("SELECT " TALLYBRIDGE_COPY_COLUMNS ", " TALLYBRIDGE_ITEM_COLUMNS
                                             ", d.name, f.outcome, f.reason, f.detail, w.at, w.account, w.because"
                                             " FROM run_failures f CROSS JOIN copies c ON c.id = f.copy_id"
                                             " CROSS JOIN items i ON i.id = c.item_id"
                                             " CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                             " LEFT JOIN waivers w ON w.copy_id = c.id"
                                             " WHERE f.run_id = ? AND f.copy_id > ? AND c.connector_id = ?"
                                             " ORDER BY f.copy_id LIMIT ?");

/// connector
inline constexpr QLatin1String failureCounts("SELECT reason, count(*) FROM copies"
                                             " WHERE connector_id = ? AND waived = 0 AND outcome >= 3 AND outcome <= 4 AND outcome = 4"
                                             " GROUP BY reason ORDER BY reason");

/// connector, run whose copies are left out
inline constexpr QLatin1String failuresOfOthers("SELECT count(*) FROM copies"
                                                " WHERE connector_id = ? AND waived = 0 AND outcome >= 3 AND outcome <= 4 AND run_id <> ?");

/// connector, after item, run whose copies are left out, bits of the reasons, with partial, with open, limit
inline constexpr QLatin1String
    itemsToRetry("SELECT DISTINCT item_id FROM copies"
                 " WHERE connector_id = ? AND waived = 0 AND outcome >= 3 AND outcome <= 5 AND item_id > ? AND run_id <> ?"
                 " AND CASE outcome WHEN 4 THEN (? >> reason) & 1 WHEN 3 THEN ? ELSE ? END"
                 " ORDER BY item_id LIMIT ?");

/// connector
inline constexpr QLatin1String waivedCopies("SELECT " TALLYBRIDGE_COPY_COLUMNS ", " TALLYBRIDGE_ITEM_COLUMNS
                                            ", d.name, c.outcome, c.reason, NULL, w.at, w.account, w.because"
                                            " FROM copies c CROSS JOIN items i ON i.id = c.item_id"
                                            " CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                            " LEFT JOIN waivers w ON w.copy_id = c.id"
                                            " WHERE c.connector_id = ? AND c.waived = 1 ORDER BY c.id");

/// The rest of one mailbox: connector, mailbox, after copy, run or 0, the same again, limit. (One statement for both parts, with
/// "(mailbox, id) > (?, ?)", would read the mailbox from its start for each page: SQLite uses only the first column of it.)
inline constexpr QLatin1String receiptsOfMailbox("SELECT " TALLYBRIDGE_COPY_COLUMNS ", " TALLYBRIDGE_ITEM_COLUMNS ", d.name"
                                                 " FROM copies c CROSS JOIN items i ON i.id = c.item_id"
                                                 " CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                                 " WHERE c.connector_id = ? AND c.outcome >= 1 AND c.outcome <= 3 AND c.mailbox = ?"
                                                 " AND c.id > ? AND (? = 0 OR c.run_id = ?) ORDER BY c.id LIMIT ?");

/// The mailboxes behind it: connector, after mailbox, run or 0, the same again, limit
inline constexpr QLatin1String receiptsBehindMailbox("SELECT " TALLYBRIDGE_COPY_COLUMNS ", " TALLYBRIDGE_ITEM_COLUMNS ", d.name"
                                                     " FROM copies c CROSS JOIN items i ON i.id = c.item_id"
                                                     " CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                                     " WHERE c.connector_id = ? AND c.outcome >= 1 AND c.outcome <= 3 AND c.mailbox > ?"
                                                     " AND (? = 0 OR c.run_id = ?) ORDER BY c.mailbox, c.id LIMIT ?");

/// connector, after copy, run or 0, the same again, limit: what a repair left without a receipt
inline constexpr QLatin1String lostInRepair("SELECT " TALLYBRIDGE_COPY_COLUMNS ", " TALLYBRIDGE_ITEM_COLUMNS ", d.name"
                                            " FROM copies c CROSS JOIN runs r ON r.id = c.run_id"
                                            " CROSS JOIN items i ON i.id = c.item_id CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                            " WHERE c.connector_id = ? AND c.waived = 0 AND c.outcome >= 4 AND c.outcome <= 5"
                                            " AND r.kind = 'repair' AND c.id > ? AND (? = 0 OR c.run_id = ?) ORDER BY c.id LIMIT ?");

/// reason, another one, connector: failed copies of deliveries that are read no more
inline constexpr QLatin1String countOfFinished("SELECT count(*) FROM copies c CROSS JOIN items i ON i.id = c.item_id"
                                               " CROSS JOIN deliveries d ON d.id = i.delivery_id"
                                               " WHERE c.reason IN (?, ?) AND c.connector_id = ? AND c.waived = 0"
                                               " AND c.outcome >= 3 AND c.outcome <= 4 AND c.outcome = 4 AND d.state = 'finished'");

/// outcome, reason, connector: the open copies among the failures of the runs they were opened by
inline constexpr QLatin1String noteOpenAsFailed("INSERT OR IGNORE INTO run_failures(run_id, copy_id, outcome, reason)"
                                                " SELECT run_id, id, ?, ? FROM copies WHERE connector_id = ? AND waived = 0"
                                                " AND outcome >= 3 AND outcome <= 5 AND outcome = 5");

/// outcome, reason, time, connector
inline constexpr QLatin1String failOpen("UPDATE copies SET outcome = ?, reason = ?, since = coalesce(since, ?) WHERE connector_id = ?"
                                        " AND waived = 0 AND outcome >= 3 AND outcome <= 5 AND outcome = 5");

/// outcome, reason, connector: open copies that were waived, which only partial ones of a repair can be
inline constexpr QLatin1String
    restoreWaived("UPDATE copies SET outcome = ?, reason = ? WHERE connector_id = ? AND waived = 1 AND outcome = 5");

/// connector, run: receipts that are older than it
inline constexpr QLatin1String receiptsBefore("SELECT count(*) FROM copies"
                                              " WHERE connector_id = ? AND outcome >= 1 AND outcome <= 3 AND run_id < ?");

/// connector, source id, other key
inline constexpr QLatin1String keyOfSourceId("SELECT item_key FROM items"
                                             " WHERE connector_id = ? AND source_id = ? AND source_id <> '' AND item_key <> ?"
                                             " ORDER BY id LIMIT 1");

} // namespace tallybridge::itemsql
