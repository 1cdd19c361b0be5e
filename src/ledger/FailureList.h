#pragma once

#include "ledger/ItemTable.h"

#include <optional>
#include <vector>

namespace tallybridge {

/// Unsettled copies that are alike: failed for one reason, or partial.
struct FailureGroup {
    Outcome outcome = Outcome::Failed; ///< Failed or Partial
    FailureReason reason = FailureReason::Unmapped;
    qint64 count = 0;

    bool operator==(const FailureGroup &) const = default;
};

/// The unsettled copies of one connector, read the way a window needs them: how many there are, and any page of a very long list without
/// reading what comes before it.
class FailureList
{
public:
    /// Which copies: all, or those of one group.
    struct Filter {
        std::optional<Outcome> outcome; ///< Failed or Partial
        std::optional<FailureReason> reason;

        bool operator==(const Filter &) const = default;
    };

    FailureList(Ledger &ledger, qint64 connectorId) : m_ledger(ledger), m_connectorId(connectorId) {}

    /// Counts by outcome and reason, failed ones first.
    Result<std::vector<FailureGroup>> groups() const;
    /// The ids of the first copy of each page, in order, when every page has pageSize rows (the last may have fewer).
    Result<std::vector<qint64>> pageStarts(const Filter &filter, int pageSize) const;
    /// Copies by id >= firstId, at most limit.
    Result<std::vector<ItemTable::ListedCopy>> page(const Filter &filter, qint64 firstId, int limit) const;

private:
    Ledger &m_ledger;
    qint64 m_connectorId;
};

} // namespace tallybridge
