#include "engine/ArchiveReadBack.h"

#include "ledger/ItemTable.h"
#include "ledger/Transaction.h"

#include <optional>

namespace tallybridge {

namespace {

// Other writers get their turn between two batches.
constexpr qint64 keysPerTransaction = 5000;

} // namespace

Result<qint64> readArchiveBack(Destination &destination, Ledger &ledger, qint64 connectorId, const CancelToken &cancel)
{
    auto session = destination.openSession();
    if (!session)
        return session.failure();
    ItemTable items(ledger);
    auto begun = Transaction::begin(ledger);
    if (!begun)
        return begun.failure();
    std::optional<Transaction> transaction(std::move(*begun));
    if (auto cleared = items.clearArchiveKeys(connectorId); !cleared)
        return cleared.failure();

    qint64 count = 0;
    Result<void> written;
    const auto add = [&](const FoundCopy &found) {
        if (!written)
            return;
        written = items.addArchiveKey(connectorId, found.mailbox, found.key, found.partial);
        if (!written || ++count % keysPerTransaction != 0)
            return;
        written = transaction->commit();
        transaction.reset();
        if (!written)
            return;
        auto next = Transaction::begin(ledger);
        if (next)
            transaction.emplace(std::move(*next));
        else
            written = next.failure();
    };
    if (auto read = (*session)->readBack({}, add, cancel); !read)
        return read.failure();
    if (!written)
        return written.failure();
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return count;
}

} // namespace tallybridge
