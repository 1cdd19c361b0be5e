#pragma once

#include "ledger/ItemSql.h"
#include "ledger/ItemTable.h"
#include "ledger/SqlStatement.h"

namespace tallybridge {

/// The statements of an ItemTable, each prepared at its first use.
struct ItemTable::Private {
    explicit Private(Ledger &ledger);

    SqlStatement insertItem;
    SqlStatement findItem;
    SqlStatement itemById;
    SqlStatement keyOfSourceId;
    SqlStatement insertCopy;
    SqlStatement updateCopy;
    SqlStatement copyById;
    SqlStatement copiesOf;
    SqlStatement addRunFailure;
    SqlStatement waive;
    SqlStatement addWaiver;
    SqlStatement itemsToRetry;
    SqlStatement failuresNow;
    SqlStatement failuresOfRun;
    SqlStatement failureCounts;
    SqlStatement failuresOfOthers;
    SqlStatement waivedCopies;
    SqlStatement receiptsOfMailbox;
    SqlStatement receiptsBehindMailbox;
    SqlStatement lostInRepair;
    SqlStatement noteOpenAsFailed;
    SqlStatement failOpen;
    SqlStatement restoreWaived;
    SqlStatement countOfFinished;
    SqlStatement receiptsBefore;
    SqlStatement addArchiveKey;
    SqlStatement clearArchiveKeys;
    SqlStatement archiveKey;
    SqlStatement hasArchiveKeys;
    SqlStatement someImported;
    SqlStatement hasFailed;
};

/// The columns of a copy, and of an item, from the given one on. Failures: LedgerDamaged for values nobody wrote.
Result<CopyRecord> copyIn(const SqlStatement &row, int first);
Result<ItemRecord> itemIn(const SqlStatement &row, int first);

/// A row of a list of failures: copy, item, delivery's name; outcome, reason and detail as a run left them; when, by whom and why it was
/// waived. Failures: LedgerDamaged.
Result<ItemTable::ListedCopy> listedFailureIn(const SqlStatement &row);

} // namespace tallybridge
