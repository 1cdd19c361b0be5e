#pragma once

#include "engine/PreparedItem.h"
#include "ledger/CopyRecord.h"
#include "ledger/ItemTable.h"

#include <QDateTime>
#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace tallybridge {

/// Detail of a copy that was to be made again without its original: "original-gone", "original-damaged" or "original-without-key"; also the
/// name of the run's note.
QLatin1String unavailabilityName(RawItem::Unavailability value);

/// Why an item comes to the ledger's door.
enum class AdmissionMode {
    New,      ///< never seen by this connector
    Seen,     ///< seen in another delivery, or before in this run: only skipped
    Continue, ///< its own delivery was interrupted and is counted whole now
    Reread,   ///< its finished delivery is read again on purpose: who is mapped since gets a copy
    Retry,    ///< its unsettled copies are tried again
    Repair,   ///< the wanted copies, and only they, are written again to the mailboxes they were in
};

/// One copy as the ledger shall have it.
struct PlannedCopy {
    CopyRecord copy;      ///< id 0: a new row
    bool deliver = false; ///< goes to a lane; counted when its receipt comes
    bool lookFirst = false;
    bool lookOnly = false; ///< today's mapping does not ask for it: what is not in its mailbox is superseded
    bool replacePartial = false;
};

/// What becomes of an item's copies: decided without touching ledger or mailbox, so that a dry run decides the same.
struct AdmissionPlan {
    std::vector<PlannedCopy> copies;
    qint64 skipped = 0; ///< counted as skipped besides those in copies
};

/// What a plan is made from.
struct AdmissionInput {
    AdmissionMode mode = AdmissionMode::New;
    const PreparedItem &item;
    qint64 firstEntries = 0;      ///< of the known item
    std::vector<CopyRecord> rows; ///< of the known item; of a Seen one only where there was a former destination
    /// Which of the known rows a retry is about (waived and settled ones are never asked).
    std::function<bool(const CopyRecord &)> wanted;
    /// What lies in a mailbox already; asked for new copies.
    std::function<ItemTable::ArchiveState(const MailAddress &)> archived;
    qint64 runId = 0;
    QDateTime now;
    /// Receipts of earlier runs are of a former destination and count only where the mail lies in this one too; 0: there was none.
    qint64 firstRunHere = 0;
};

/// Decides by the rules of the sums. Pure.
AdmissionPlan planAdmission(const AdmissionInput &input);

/// True for failed rows that stand for the item or a participant instead of a mailbox that was to be written.
bool isFailedEntry(const CopyRecord &row);

} // namespace tallybridge
