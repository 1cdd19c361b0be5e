#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"

namespace tallybridge {

class Ledger;

/// Puts into the ledger how a run ended that ended with its process: it is Interrupted, and its copies without a receipt are Failed with
/// reason Cancelled, so that they stand on every list until a run has looked whether they were written. Does nothing without such a run.
/// Call it with the connector's lock, inside a Transaction. Failures: the ledger's.
Result<void> settleInterruption(Ledger &ledger, qint64 connectorId, const QDateTime &now);

/// The same for those who only read: takes lock and transaction by itself when there is such a run. Where it may not write, or another
/// process is faster, everything stays as it is.
void noticeInterruption(const EngineContext &engine, Ledger &reader, qint64 connectorId, const QString &connectorName);

} // namespace tallybridge
