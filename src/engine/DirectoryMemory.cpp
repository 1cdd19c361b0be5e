#include "engine/DirectoryMemory.h"

#include "ledger/KnownMailboxTable.h"
#include "ledger/Transaction.h"

namespace tallybridge {

namespace {

QString directoryOf(const ConnectorSettings &settings)
{
    return settings.destination + QLatin1Char('\n') + settings.cloud;
}

} // namespace

Result<void> recallDirectory(Ledger &ledger, const RunContext &context)
{
    const bool alsoNone = context.run.kind == RunKind::Sync;
    const auto known = KnownMailboxTable(ledger).holding(context.connectorId, directoryOf(context.settings), context.run.started, alsoNone);
    if (!known)
        return known.failure();
    if (!known->empty())
        context.destination->remember(*known);
    return {};
}

Result<void> keepDirectory(Ledger &ledger, const RunContext &context, const QDateTime &now)
{
    const auto learned = context.destination->learned();
    if (learned.empty())
        return {};
    auto transaction = Transaction::begin(ledger);
    if (!transaction)
        return transaction.failure();
    if (auto kept = KnownMailboxTable(ledger).keep(context.connectorId, directoryOf(context.settings), learned, now); !kept)
        return kept;
    return transaction->commit();
}

} // namespace tallybridge
