#include "ledger/Transaction.h"

#include "ledger/Ledger.h"
#include "ledger/LedgerConnection.h"

#include <utility>

namespace tallybridge {

Result<Transaction> Transaction::begin(Ledger &ledger)
{
    // IMMEDIATE: a transaction that takes the write lock only at its first write can fail with "busy" when there is no
    // way back.
    if (auto done = ledger.m_connection->execute(QLatin1String("BEGIN IMMEDIATE")); !done)
        return done.failure();
    ledger.m_inTransaction = true;
    return Transaction(&ledger);
}

Transaction::Transaction(Transaction &&other) noexcept : m_ledger(std::exchange(other.m_ledger, nullptr)) {}

Transaction::~Transaction()
{
    if (!m_ledger)
        return;
    // Fails when SQLite has rolled back by itself (disk full, I/O error), which is as good.
    (void)m_ledger->m_connection->execute(QLatin1String("ROLLBACK"));
    m_ledger->m_inTransaction = false;
}

Result<void> Transaction::commit()
{
    if (!m_ledger)
        return Failure{FailureCode::Internal, {QStringLiteral("transaction is over")}, {}, false};
    if (auto done = m_ledger->m_connection->execute(QLatin1String("COMMIT")); !done)
        return done;
    m_ledger->m_inTransaction = false;
    m_ledger = nullptr;
    return {};
}

} // namespace tallybridge
