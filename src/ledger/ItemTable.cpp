#include "ledger/ItemTable.h"

#include "ledger/ItemTablePrivate.h"
#include "ledger/LedgerNumbers.h"
#include "ledger/SqlFailure.h"

namespace tallybridge {

ItemTable::Private::Private(Ledger &ledger)
    : insertItem(ledger, QLatin1String("INSERT INTO items(connector_id, item_key, source_id, eml_sha256, delivery_id, entry_name,"
                                       " entry_index, kind, time, first_entries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
    , findItem(ledger, QLatin1String("SELECT " TALLYBRIDGE_ITEM_COLUMNS " FROM items i WHERE i.connector_id = ? AND i.item_key = ?"))
    , itemById(ledger, QLatin1String("SELECT " TALLYBRIDGE_ITEM_COLUMNS " FROM items i WHERE i.id = ?"))
    , keyOfSourceId(ledger, itemsql::keyOfSourceId)
    , insertCopy(ledger, QLatin1String("INSERT INTO copies(connector_id, item_id, mailbox, participant, outcome, reason,"
                                       " message_sha256, location, run_id, attempts, since, waived)"
                                       " VALUES ((SELECT connector_id FROM items WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
    , updateCopy(ledger, QLatin1String("UPDATE copies SET mailbox = ?, participant = ?, outcome = ?, reason = ?, message_sha256 = ?,"
                                       " location = ?, run_id = ?, attempts = ?, since = CASE WHEN ? THEN coalesce(since, ?) END,"
                                       " waived = max(waived, ?) WHERE id = ?"))
    , copyById(ledger, QLatin1String("SELECT " TALLYBRIDGE_COPY_COLUMNS " FROM copies c WHERE c.id = ?"))
    , copiesOf(ledger, QLatin1String("SELECT " TALLYBRIDGE_COPY_COLUMNS " FROM copies c WHERE c.item_id = ? ORDER BY c.id"))
    , addRunFailure(ledger, QLatin1String("INSERT INTO run_failures(run_id, copy_id, outcome, reason, detail) VALUES (?, ?, ?, ?, ?)"
                                          " ON CONFLICT(run_id, copy_id) DO UPDATE SET outcome = excluded.outcome,"
                                          " reason = excluded.reason, detail = excluded.detail"))
    , waive(ledger, QLatin1String("UPDATE copies SET waived = 1 WHERE id = ? AND waived = 0 AND outcome >= 3 AND outcome <= 4"))
    , addWaiver(ledger, QLatin1String("INSERT OR REPLACE INTO waivers(copy_id, at, account, because) VALUES (?, ?, ?, ?)"))
    , itemsToRetry(ledger, itemsql::itemsToRetry)
    , failuresNow(ledger, itemsql::failuresNow)
    , failuresOfRun(ledger, itemsql::failuresOfRun)
    , failureCounts(ledger, itemsql::failureCounts)
    , failuresOfOthers(ledger, itemsql::failuresOfOthers)
    , waivedCopies(ledger, itemsql::waivedCopies)
    , receiptsOfMailbox(ledger, itemsql::receiptsOfMailbox)
    , receiptsBehindMailbox(ledger, itemsql::receiptsBehindMailbox)
    , lostInRepair(ledger, itemsql::lostInRepair)
    , noteOpenAsFailed(ledger, itemsql::noteOpenAsFailed)
    , failOpen(ledger, itemsql::failOpen)
    , restoreWaived(ledger, itemsql::restoreWaived)
    , countOfFinished(ledger, itemsql::countOfFinished)
    , receiptsBefore(ledger, itemsql::receiptsBefore)
    , addArchiveKey(ledger, QLatin1String("INSERT INTO archive_keys(connector_id, mailbox, item_key, partial) VALUES (?, ?, ?, ?)"
                                          " ON CONFLICT(connector_id, mailbox, item_key)"
                                          " DO UPDATE SET partial = min(partial, excluded.partial)"))
    , clearArchiveKeys(ledger, QLatin1String("DELETE FROM archive_keys WHERE connector_id = ?"))
    , archiveKey(ledger, QLatin1String("SELECT partial FROM archive_keys WHERE connector_id = ? AND mailbox = ? AND item_key = ?"))
    , hasArchiveKeys(ledger, QLatin1String("SELECT EXISTS(SELECT 1 FROM archive_keys WHERE connector_id = ?)"))
    , someImported(ledger, QLatin1String("SELECT mailbox FROM copies WHERE connector_id = ? AND outcome = ? AND mailbox <> '' LIMIT 1"))
    , hasFailed(ledger, QLatin1String("SELECT EXISTS(SELECT 1 FROM copies WHERE connector_id = ? AND waived = 0 AND outcome >= 3"
                                      " AND outcome <= 5 AND reason = ?)"))
{
}

Result<CopyRecord> copyIn(const SqlStatement &row, int first)
{
    CopyRecord record;
    record.id = row.number(first);
    record.itemId = row.number(first + 1);
    if (const QString mailbox = row.text(first + 2); !mailbox.isEmpty()) {
        const auto address = MailAddress::parse(mailbox);
        if (!address)
            return damagedValue(row.path(), QLatin1String("copies.mailbox"));
        record.mailbox = *address;
    }
    record.participant = row.text(first + 3);
    const auto outcome = ledgernumbers::outcome(row.number(first + 4));
    if (!outcome)
        return damagedValue(row.path(), QLatin1String("copies.outcome"));
    record.outcome = *outcome;
    const qint64 reason = row.number(first + 5);
    record.reason = ledgernumbers::reason(reason);
    if (reason != 0 && !record.reason)
        return damagedValue(row.path(), QLatin1String("copies.reason"));
    record.messageSha256 = row.bytes(first + 6);
    record.location = row.text(first + 7);
    record.runId = row.number(first + 8);
    record.attempts = int(row.number(first + 9));
    record.since = row.time(first + 10);
    record.waived = row.flag(first + 11);
    return record;
}

Result<ItemRecord> itemIn(const SqlStatement &row, int first)
{
    ItemRecord record;
    record.id = row.number(first);
    record.connectorId = row.number(first + 1);
    const auto key = ItemKey::fromRaw(row.bytes(first + 2));
    if (!key)
        return damagedValue(row.path(), QLatin1String("items.item_key"));
    record.key = *key;
    record.sourceId = row.text(first + 3);
    record.emlSha256 = row.bytes(first + 4);
    record.deliveryId = row.number(first + 5);
    record.entryName = row.text(first + 6);
    record.entryIndex = row.number(first + 7);
    const auto kind = ledgernumbers::kind(row.number(first + 8));
    if (!kind)
        return damagedValue(row.path(), QLatin1String("items.kind"));
    record.kind = *kind;
    record.time = row.time(first + 9);
    record.firstEntries = row.number(first + 10);
    return record;
}

namespace {

Result<CopyRecord> wholeCopy(const SqlStatement &row)
{
    return copyIn(row, 0);
}

Result<ItemRecord> wholeItem(const SqlStatement &row)
{
    return itemIn(row, 0);
}

bool isFailedOrPartial(Outcome outcome)
{
    return outcome == Outcome::Failed || outcome == Outcome::Partial;
}

/// When the copy was first found failed or partial, as far as the record knows.
QDateTime sinceOf(const CopyRecord &record)
{
    return isFailedOrPartial(record.outcome) ? record.since : QDateTime();
}

Failure noSuchCopy(qint64 id)
{
    return {FailureCode::CopyNotFound, {QString::number(id)}, {}, false};
}

} // namespace

ItemTable::ItemTable(Ledger &ledger) : d(std::make_unique<Private>(ledger)) {}

ItemTable::~ItemTable() = default;

Result<qint64> ItemTable::insertItem(const ItemRecord &record)
{
    if (auto done =
            d->insertItem.run(record.connectorId, record.key, record.sourceId, record.emlSha256, record.deliveryId, record.entryName,
                              record.entryIndex, ledgernumbers::ofKind(record.kind), record.time, record.firstEntries);
        !done) {
        return done.failure();
    }
    return d->insertItem.insertedId();
}

Result<std::optional<ItemRecord>> ItemTable::findItem(qint64 connectorId, const ItemKey &key) const
{
    if (auto done = d->findItem.run(connectorId, key); !done)
        return done.failure();
    return readOne<ItemRecord>(d->findItem, wholeItem);
}

Result<std::optional<ItemRecord>> ItemTable::itemById(qint64 itemId) const
{
    if (auto done = d->itemById.run(itemId); !done)
        return done.failure();
    return readOne<ItemRecord>(d->itemById, wholeItem);
}

Result<std::optional<ItemKey>> ItemTable::keyOfSourceId(qint64 connectorId, const QString &sourceId, const ItemKey &except) const
{
    if (sourceId.isEmpty())
        return std::optional<ItemKey>();
    // An absent key is different from every key; NULL would be different from none.
    const QByteArray other = except.isNull() ? QByteArray(1, '\0') : except.raw();
    if (auto done = d->keyOfSourceId.run(connectorId, sourceId, other); !done)
        return done.failure();
    return readOne<ItemKey>(d->keyOfSourceId, [](const SqlStatement &row) -> Result<ItemKey> {
        const auto key = ItemKey::fromRaw(row.bytes(0));
        if (!key)
            return damagedValue(row.path(), QLatin1String("items.item_key"));
        return *key;
    });
}

Result<qint64> ItemTable::insertCopy(const CopyRecord &record)
{
    if (auto done = d->insertCopy.run(record.itemId, record.itemId, record.mailbox, record.participant,
                                      ledgernumbers::ofOutcome(record.outcome), ledgernumbers::ofReason(record.reason),
                                      record.messageSha256, record.location, record.runId, record.attempts, sinceOf(record), record.waived);
        !done) {
        return done.failure();
    }
    return d->insertCopy.insertedId();
}

Result<void> ItemTable::updateCopy(const CopyRecord &record)
{
    // An open copy is under way again: it keeps the time of its earlier failure.
    const bool unsettled = isFailedOrPartial(record.outcome) || record.outcome == Outcome::Open;
    if (auto done = d->updateCopy.run(record.mailbox, record.participant, ledgernumbers::ofOutcome(record.outcome),
                                      ledgernumbers::ofReason(record.reason), record.messageSha256, record.location, record.runId,
                                      record.attempts, unsettled, sinceOf(record), record.waived, record.id);
        !done) {
        return done;
    }
    if (d->updateCopy.changedRows() == 0)
        return noSuchCopy(record.id);
    return {};
}

Result<std::optional<CopyRecord>> ItemTable::copyById(qint64 copyId) const
{
    if (auto done = d->copyById.run(copyId); !done)
        return done.failure();
    return readOne<CopyRecord>(d->copyById, wholeCopy);
}

Result<std::vector<CopyRecord>> ItemTable::copiesOf(qint64 itemId) const
{
    if (auto done = d->copiesOf.run(itemId); !done)
        return done.failure();
    return readAll<CopyRecord>(d->copiesOf, wholeCopy);
}

Result<void> ItemTable::addRunFailure(qint64 runId, const CopyRecord &copy)
{
    if (!isFailedOrPartial(copy.outcome))
        return Failure{FailureCode::InvalidArgument, {QStringLiteral("outcome"), outcomeName(copy.outcome)}, {}, false};
    return d->addRunFailure.run(runId, copy.id, ledgernumbers::ofOutcome(copy.outcome), ledgernumbers::ofReason(copy.reason), copy.detail);
}

Result<void> ItemTable::waive(qint64 copyId, const Waiver &waiver)
{
    if (auto done = d->waive.run(copyId); !done)
        return done;
    if (d->waive.changedRows() == 1)
        return d->addWaiver.run(copyId, waiver.at, waiver.account, waiver.because);
    const auto copy = copyById(copyId);
    if (!copy)
        return copy.failure();
    if (!*copy || !(*copy)->isSettled())
        return noSuchCopy(copyId);
    return Failure{FailureCode::CopyAlreadySettled, {QString::number(copyId)}, {}, false};
}

Result<void> ItemTable::addArchiveKey(qint64 connectorId, const MailAddress &mailbox, const ItemKey &key, bool partial)
{
    return d->addArchiveKey.run(connectorId, mailbox, key, partial);
}

Result<void> ItemTable::clearArchiveKeys(qint64 connectorId)
{
    return d->clearArchiveKeys.run(connectorId);
}

Result<ItemTable::ArchiveState> ItemTable::archiveKey(qint64 connectorId, const MailAddress &mailbox, const ItemKey &key) const
{
    if (auto done = d->archiveKey.run(connectorId, mailbox, key); !done)
        return done.failure();
    const auto partial = readOne<bool>(d->archiveKey, [](const SqlStatement &row) -> Result<bool> { return row.flag(0); });
    if (!partial)
        return partial.failure();
    if (!*partial)
        return ArchiveState::Absent;
    return **partial ? ArchiveState::Partial : ArchiveState::Whole;
}

Result<bool> ItemTable::hasArchiveKeys(qint64 connectorId) const
{
    if (auto done = d->hasArchiveKeys.run(connectorId); !done)
        return done.failure();
    const auto any = readOne<bool>(d->hasArchiveKeys, [](const SqlStatement &row) -> Result<bool> { return row.flag(0); });
    if (!any)
        return any.failure();
    return any->value_or(false);
}

} // namespace tallybridge
