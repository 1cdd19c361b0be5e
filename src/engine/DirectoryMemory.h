#pragma once

#include "engine/RunContext.h"
#include "ledger/Ledger.h"

namespace tallybridge {

/// Tells the run's destination what its directory answered to earlier runs of the connector, as far as that holds. What has no mailbox is
/// asked again by every run but a plain sync: whoever starts one of those has mended something. Failures: the ledger's.
Result<void> recallDirectory(Ledger &ledger, const RunContext &context);

/// Keeps what the directory answered during the run. Failures: the ledger's.
Result<void> keepDirectory(Ledger &ledger, const RunContext &context, const QDateTime &now);

} // namespace tallybridge
