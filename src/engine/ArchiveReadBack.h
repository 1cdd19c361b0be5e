#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "ledger/Ledger.h"
#include "mailbox/Destination.h"

namespace tallybridge {

/// Reads back into the ledger which mails of ours lie in the archive folders, so that a new or restored ledger imports nothing twice.
/// Returns how many were found. Failures: the destination's, the ledger's, Cancelled.
Result<qint64> readArchiveBack(Destination &destination, Ledger &ledger, qint64 connectorId, const CancelToken &cancel);

} // namespace tallybridge
