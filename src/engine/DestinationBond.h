#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "engine/EngineContext.h"
#include "ledger/ConnectorRecord.h"
#include "ledger/Ledger.h"
#include "mailbox/Destination.h"

namespace tallybridge {

/// Makes sure that a destination is the place a connector has imported to before. Writes nothing. Returns its id; empty when it has none
/// yet. Failures: Destination::identify()'s, the ledger's.
Result<QString> identifyDestination(Destination &destination, Ledger &ledger, const ConnectorRecord &connector, const CancelToken &cancel);

/// The same before a run that writes: a place used for the first time gets its id, and the connector's record, in the ledger too,
/// remembers it, with an audit event.
Result<void> bindDestination(Destination &destination, const EngineContext &engine, Ledger &ledger, ConnectorRecord &connector,
                             const CancelToken &cancel);

} // namespace tallybridge
