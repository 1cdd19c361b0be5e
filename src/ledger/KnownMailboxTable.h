#pragma once

#include "core/KnownMailbox.h"
#include "core/Result.h"

#include <QDateTime>

#include <chrono>
#include <vector>

namespace tallybridge {

class Ledger;

/// What a directory answered lately, so that runs that follow each other closely need not ask again. Writers call it inside a Transaction.
class KnownMailboxTable
{
public:
    /// An address can be given to somebody else at any time: what is kept longer than this may lead to the wrong mailbox.
    static constexpr std::chrono::hours lifetime{12};
    /// That there is no mailbox, is what an admin changes next.
    static constexpr std::chrono::hours lifetimeOfNone{1};

    explicit KnownMailboxTable(Ledger &ledger) : m_ledger(ledger) {}

    /// What still holds at `now`, of the connector at this place (whatever tells its directories apart). alsoNone: with addresses that
    /// belong to no mailbox.
    Result<std::vector<KnownMailbox>> holding(qint64 connectorId, const QString &place, const QDateTime &now, bool alsoNone) const;
    /// Keeps what was answered at `now`, and forgets what is over or does not hold.
    Result<void> keep(qint64 connectorId, const QString &place, const std::vector<KnownMailbox> &answers, const QDateTime &now);

private:
    Ledger &m_ledger;
};

} // namespace tallybridge
