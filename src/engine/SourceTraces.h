#pragma once

#include "core/Result.h"
#include "engine/RunContext.h"
#include "source/DeliverySource.h"

namespace tallybridge {

class Ledger;

/// How many of the deliveries that came before should still be at a source that is empty now: all of them, or, when the settings have
/// imported deliveries moved or deleted there, those that are not imported. Failures: the ledger's.
Result<qint64> deliveriesMissed(const DeliverySource &source, Ledger &ledger, qint64 connectorId);

/// Adds those deliveries to a listing that the run may want, that left the folder after their import, and that lie where they were moved
/// to: in a re-read the finished ones, in each run those whose import is not finished. Failures: the source's, the ledger's.
Result<void> addMovedDeliveries(const RunContext &context, Ledger &ledger, SourceListing &listing, const CancelToken &cancel);

} // namespace tallybridge
