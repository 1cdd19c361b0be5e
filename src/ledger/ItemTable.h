#pragma once

#include "core/Result.h"
#include "ledger/CopyRecord.h"
#include "ledger/ItemRecord.h"
#include "ledger/Waiver.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tallybridge {

class Ledger;

/// Items and their copies, the large tables: statements are prepared once and kept. Writers call it inside a Transaction.
class ItemTable
{
public:
    explicit ItemTable(Ledger &ledger);
    ~ItemTable();

    Result<qint64> insertItem(const ItemRecord &record);
    Result<std::optional<ItemRecord>> findItem(qint64 connectorId, const ItemKey &key) const;
    Result<std::optional<ItemRecord>> itemById(qint64 itemId) const;
    /// Key of the first item with this source id whose key is not `except`; what an item that was deleted or edited answers.
    Result<std::optional<ItemKey>> keyOfSourceId(qint64 connectorId, const QString &sourceId, const ItemKey &except) const;

    /// `since` of the record is taken when the outcome is Failed or Partial. Failures: Internal when there is no such item.
    Result<qint64> insertCopy(const CopyRecord &record);
    /// Writes every field but id and itemId. `since` becomes the record's (nothing when that is invalid: the caller gives the current time)
    /// the first time the outcome is Failed or Partial, then stays while the copy is failed, partial or open, and is cleared when it is
    /// imported, skipped or superseded. A waived copy stays waived, whatever the record says: the writer may not have seen the waiver.
    /// Failures: CopyNotFound.
    Result<void> updateCopy(const CopyRecord &record);
    Result<std::optional<CopyRecord>> copyById(qint64 copyId) const;
    Result<std::vector<CopyRecord>> copiesOf(qint64 itemId) const;

    /// One row per failed or partial outcome a run gave, for `failures --run` and reports; the last one counts when a run gives a copy two.
    /// Failures: InvalidArgument for other outcomes.
    Result<void> addRunFailure(qint64 runId, const CopyRecord &copy);

    /// Waives a failed or partial copy; the caller adds the audit event. Failures: CopyNotFound (an open copy is not on the list of
    /// failures either), CopyAlreadySettled.
    Result<void> waive(qint64 copyId, const Waiver &waiver);

    /// Ids of items that have an unsettled copy which is Failed (with a reason in `reasons`, empty = any; when withFailed), Partial (when
    /// withPartial) or Open (when withOpen) and was not last changed by exceptRun; pages by item id > afterItemId, in that order.
    Result<std::vector<qint64>> itemsToRetry(qint64 connectorId, const std::vector<FailureReason> &reasons, bool withPartial, bool withOpen,
                                             qint64 exceptRun, qint64 afterItemId, int limit, bool withFailed = true) const;

    /// A copy with what the list of failures shows of its item and delivery.
    struct ListedCopy {
        CopyRecord copy;
        ItemRecord item;
        QString delivery;
        QString settled;              ///< what settled it since: the name of its outcome now, or "waived"; empty: nothing did
        std::optional<Waiver> waiver; ///< of a waived one
    };
    /// Unsettled (failed or partial) copies of a connector by copy id > afterCopyId; runId 0 = as they are now, else as that run left them.
    Result<std::vector<ListedCopy>> failures(qint64 connectorId, qint64 runId, qint64 afterCopyId, int limit) const;
    /// Copies that were settled by hand; few, so in one go.
    Result<std::vector<ListedCopy>> waivedCopies(qint64 connectorId) const;
    /// How many unsettled (failed or partial) copies there are now that this run did not touch last.
    Result<qint64> countFailuresOfOthers(qint64 connectorId, qint64 runId) const;
    /// Unsettled failed copies by reason, now.
    Result<std::vector<std::pair<FailureReason, qint64>>> failureCounts(qint64 connectorId) const;

    /// Copies with a receipt (imported, partial, skipped), for verify, ordered by mailbox, then copy id: all of the connector, or those the
    /// run last changed. Pages by (mailbox, id) greater than (afterMailbox, afterCopyId).
    Result<std::vector<ListedCopy>> receipts(qint64 connectorId, qint64 runId, const QString &afterMailbox, qint64 afterCopyId,
                                             int limit) const;

    /// Copies that a repair was to write again and that have no receipt (it was killed, or failed), by copy id > afterCopyId.
    Result<std::vector<ListedCopy>> lostInRepair(qint64 connectorId, qint64 runId, qint64 afterCopyId, int limit) const;

    /// Open copies, whose run is over, become Failed with reason Cancelled, also among the failures of their run; how many they were.
    /// Waived ones, which a repair had taken up, are what they were: Partial.
    Result<qint64> cancelOpen(qint64 connectorId, const QDateTime &now);

    /// How many failed copies of finished deliveries the next sync tries by itself (Cancelled, DestinationUnavailable).
    Result<qint64> countFinishedBySync(qint64 connectorId) const;

    /// How many copies have a receipt that was last changed by a run with a smaller id.
    Result<qint64> receiptsBefore(qint64 connectorId, qint64 runId) const;

    /// What lies in the archive folders already, read back for a new or restored ledger.
    Result<void> addArchiveKey(qint64 connectorId, const MailAddress &mailbox, const ItemKey &key, bool partial);
    Result<void> clearArchiveKeys(qint64 connectorId);
    enum class ArchiveState { Absent, Whole, Partial };
    Result<ArchiveState> archiveKey(qint64 connectorId, const MailAddress &mailbox, const ItemKey &key) const;
    /// A mailbox that a copy was imported into, null when there is none.
    Result<MailAddress> someImportedMailbox(qint64 connectorId) const;
    /// Whether a copy failed for this reason and is not settled.
    Result<bool> hasFailed(qint64 connectorId, FailureReason reason) const;
    Result<bool> hasArchiveKeys(qint64 connectorId) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tallybridge
