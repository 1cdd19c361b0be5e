#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"
#include "engine/RunControl.h"
#include "engine/VerifyResult.h"
#include "ledger/ConnectorRecord.h"
#include "ledger/ItemTable.h"
#include "ledger/Ledger.h"
#include "mailbox/Destination.h"

#include <functional>
#include <set>
#include <vector>

namespace tallybridge {

/// Reads the mailboxes back and compares them with the ledger's receipts; repairs by importing again what is missing. What a repair wrote
/// before it was killed gets the receipt it lacks.
class VerifyRun
{
public:
    explicit VerifyRun(const EngineContext &engine) : m_engine(engine) {}

    /// runId 0: all copies with a receipt; else those that run changed last. Failures: ConnectorNotFound, RunNotFound, ConnectorBusy
    /// (repair), the Backends', the destination's, and what ended the run that was to repair (SourceUnavailable).
    Result<VerifyResult> run(const QString &connectorName, qint64 runId, bool repair, const RunControl &control);

private:
    struct Missing {
        std::set<qint64> copies;
        std::set<qint64> items;
    };
    /// Copies that a repair has written and lost the receipt of.
    struct Found {
        qint64 copyId = 0;
        bool partial = false;
    };
    Result<Missing> compare(Ledger &ledger, const ConnectorRecord &connector, qint64 runId, VerifyResult &result,
                            const RunControl &control);
    Result<void> compareLost(const ItemTable &items, const ConnectorRecord &connector, DestinationSession &session,
                             const std::function<void(const ItemTable::ListedCopy &, CopyPresence)> &take, const CancelToken &cancel);
    Result<void> settleFound(const ConnectorRecord &connector) const;

    const EngineContext &m_engine;
    std::vector<Found> m_found;
};

} // namespace tallybridge
