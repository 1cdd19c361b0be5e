#include "ledger/ItemTable.h"

#include "ledger/ItemTablePrivate.h"
#include "ledger/LedgerNumbers.h"
#include "ledger/SqlFailure.h"

#include <iterator>

namespace tallybridge {

Result<MailAddress> ItemTable::someImportedMailbox(qint64 connectorId) const
{
    if (auto done = d->someImported.run(connectorId, ledgernumbers::ofOutcome(Outcome::Imported)); !done)
        return done.failure();
    const auto mailbox = readOne<MailAddress>(d->someImported, [](const SqlStatement &row) -> Result<MailAddress> {
        return MailAddress::parse(row.text(0)).value_or(MailAddress());
    });
    return mailbox ? Result<MailAddress>(mailbox->value_or(MailAddress())) : Result<MailAddress>(mailbox.failure());
}

Result<bool> ItemTable::hasFailed(qint64 connectorId, FailureReason reason) const
{
    if (auto done = d->hasFailed.run(connectorId, ledgernumbers::ofReason(reason)); !done)
        return done.failure();
    const auto any = readOne<bool>(d->hasFailed, [](const SqlStatement &row) -> Result<bool> { return row.flag(0); });
    return any ? Result<bool>(any->value_or(false)) : Result<bool>(any.failure());
}

namespace {

constexpr int itemColumn = 12;
constexpr int deliveryColumn = 23;
constexpr int outcomeColumn = 24;
constexpr int waiverColumn = 27;

int pageSize(int limit)
{
    return limit > 0 ? limit : -1;
}

Result<ItemTable::ListedCopy> listedCopy(const SqlStatement &row)
{
    auto copy = copyIn(row, 0);
    if (!copy)
        return copy.failure();
    auto item = itemIn(row, itemColumn);
    if (!item)
        return item.failure();
    return ItemTable::ListedCopy{std::move(*copy), std::move(*item), row.text(deliveryColumn), {}, {}};
}

} // namespace

Result<ItemTable::ListedCopy> listedFailureIn(const SqlStatement &row)
{
    auto listed = listedCopy(row);
    if (!listed)
        return listed;
    const auto outcome = ledgernumbers::outcome(row.number(outcomeColumn));
    if (!outcome)
        return damagedValue(row.path(), QLatin1String("run_failures.outcome"));
    const CopyRecord &now = listed->copy;
    if (now.isSettled())
        listed->settled = now.waived ? QStringLiteral("waived") : QString(outcomeName(now.outcome));
    if (now.waived)
        listed->waiver = Waiver{row.time(waiverColumn), row.text(waiverColumn + 1), row.text(waiverColumn + 2)};
    listed->copy.outcome = *outcome;
    listed->copy.reason = ledgernumbers::reason(row.number(outcomeColumn + 1));
    listed->copy.detail = row.text(outcomeColumn + 2);
    return listed;
}

Result<std::vector<qint64>> ItemTable::itemsToRetry(qint64 connectorId, const std::vector<FailureReason> &reasons, bool withPartial,
                                                    bool withOpen, qint64 exceptRun, qint64 afterItemId, int limit, bool withFailed) const
{
    qint64 bits = reasons.empty() ? -1 : 0;
    if (!withFailed)
        bits = 0;
    for (const FailureReason reason : reasons)
        bits |= qint64(1) << ledgernumbers::ofReason(reason);
    SqlStatement &statement = d->itemsToRetry;
    if (auto done = statement.run(connectorId, afterItemId, exceptRun, bits, withPartial, withOpen, pageSize(limit)); !done)
        return done.failure();
    return readAll<qint64>(statement, [](const SqlStatement &row) -> Result<qint64> { return row.number(0); });
}

Result<std::vector<ItemTable::ListedCopy>> ItemTable::failures(qint64 connectorId, qint64 runId, qint64 afterCopyId, int limit) const
{
    if (runId == 0) {
        if (auto done = d->failuresNow.run(connectorId, afterCopyId, pageSize(limit)); !done)
            return done.failure();
        return readAll<ListedCopy>(d->failuresNow, listedFailureIn);
    }
    if (auto done = d->failuresOfRun.run(runId, afterCopyId, connectorId, pageSize(limit)); !done)
        return done.failure();
    return readAll<ListedCopy>(d->failuresOfRun, listedFailureIn);
}

Result<std::vector<ItemTable::ListedCopy>> ItemTable::waivedCopies(qint64 connectorId) const
{
    if (auto done = d->waivedCopies.run(connectorId); !done)
        return done.failure();
    return readAll<ListedCopy>(d->waivedCopies, listedFailureIn);
}

Result<qint64> ItemTable::countFailuresOfOthers(qint64 connectorId, qint64 runId) const
{
    SqlStatement &statement = d->failuresOfOthers;
    if (auto done = statement.run(connectorId, runId); !done)
        return done.failure();
    const auto count = readOne<qint64>(statement, [](const SqlStatement &row) -> Result<qint64> { return row.number(0); });
    if (!count)
        return count.failure();
    return count->value_or(0);
}

Result<std::vector<std::pair<FailureReason, qint64>>> ItemTable::failureCounts(qint64 connectorId) const
{
    using Count = std::pair<FailureReason, qint64>;
    if (auto done = d->failureCounts.run(connectorId); !done)
        return done.failure();
    return readAll<Count>(d->failureCounts, [](const SqlStatement &row) -> Result<Count> {
        const auto reason = ledgernumbers::reason(row.number(0));
        if (!reason)
            return damagedValue(row.path(), QLatin1String("copies.reason"));
        return Count{*reason, row.number(1)};
    });
}

Result<std::vector<ItemTable::ListedCopy>> ItemTable::receipts(qint64 connectorId, qint64 runId, const QString &afterMailbox,
                                                               qint64 afterCopyId, int limit) const
{
    if (auto done = d->receiptsOfMailbox.run(connectorId, afterMailbox, afterCopyId, runId, runId, pageSize(limit)); !done)
        return done.failure();
    auto page = readAll<ListedCopy>(d->receiptsOfMailbox, listedCopy);
    if (!page || (limit > 0 && int(page->size()) >= limit))
        return page;
    const int left = limit > 0 ? limit - int(page->size()) : -1;
    if (auto done = d->receiptsBehindMailbox.run(connectorId, afterMailbox, runId, runId, left); !done)
        return done.failure();
    auto rest = readAll<ListedCopy>(d->receiptsBehindMailbox, listedCopy);
    if (!rest)
        return rest;
    page->insert(page->end(), std::make_move_iterator(rest->begin()), std::make_move_iterator(rest->end()));
    return page;
}

Result<std::vector<ItemTable::ListedCopy>> ItemTable::lostInRepair(qint64 connectorId, qint64 runId, qint64 afterCopyId, int limit) const
{
    if (auto done = d->lostInRepair.run(connectorId, afterCopyId, runId, runId, pageSize(limit)); !done)
        return done.failure();
    return readAll<ListedCopy>(d->lostInRepair, listedCopy);
}

Result<qint64> ItemTable::countFinishedBySync(qint64 connectorId) const
{
    SqlStatement &statement = d->countOfFinished;
    if (auto done = statement.run(ledgernumbers::ofReason(FailureReason::Cancelled),
                                  ledgernumbers::ofReason(FailureReason::DestinationUnavailable), connectorId);
        !done)
        return done.failure();
    const auto count = readOne<qint64>(statement, [](const SqlStatement &row) -> Result<qint64> { return row.number(0); });
    if (!count)
        return count.failure();
    return count->value_or(0);
}

Result<qint64> ItemTable::cancelOpen(qint64 connectorId, const QDateTime &now)
{
    const int failed = ledgernumbers::ofOutcome(Outcome::Failed);
    const int cancelled = ledgernumbers::ofReason(FailureReason::Cancelled);
    if (auto done = d->noteOpenAsFailed.run(failed, cancelled, connectorId); !done)
        return done.failure();
    if (auto done = d->failOpen.run(failed, cancelled, now, connectorId); !done)
        return done.failure();
    const qint64 changed = d->failOpen.changedRows();
    // Verify finds out whether their mails came back.
    if (auto done = d->restoreWaived.run(ledgernumbers::ofOutcome(Outcome::Partial), ledgernumbers::ofReason(FailureReason::ItemTooLarge),
                                         connectorId);
        !done)
        return done.failure();
    return changed;
}

Result<qint64> ItemTable::receiptsBefore(qint64 connectorId, qint64 runId) const
{
    if (auto done = d->receiptsBefore.run(connectorId, runId); !done)
        return done.failure();
    const auto count = readOne<qint64>(d->receiptsBefore, [](const SqlStatement &row) -> Result<qint64> { return row.number(0); });
    return count ? Result<qint64>(count->value_or(0)) : Result<qint64>(count.failure());
}

} // namespace tallybridge
