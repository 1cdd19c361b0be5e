#pragma once

#include "core/Result.h"

namespace tallybridge {

class Ledger;

/// BEGIN IMMEDIATE in the constructor's place; rolls back when it is destroyed without commit().
class Transaction
{
public:
    /// Failures: LedgerBusy (another process has written for longer than the time-out), LedgerUnavailable, DiskFull.
    static Result<Transaction> begin(Ledger &ledger);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// Durable when it returns (synchronous=FULL). Failures: LedgerBusy, LedgerUnavailable, DiskFull.
    Result<void> commit();

private:
    explicit Transaction(Ledger *ledger) : m_ledger(ledger) {}
    Ledger *m_ledger;
};

} // namespace tallybridge
