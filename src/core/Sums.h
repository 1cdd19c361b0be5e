#pragma once

#include "core/FailureReason.h"

#include <QtGlobal>
#include <map>

namespace tallybridge {

/// The sums of a run. holds() is the product's promise.
struct Sums {
    qint64 availableFromSource = 0; ///< EMLs in the run's accepted deliveries
    qint64 imported = 0;
    qint64 partial = 0;
    qint64 skipped = 0;
    qint64 failed = 0;
    qint64 quarantined = 0;                  ///< deliveries in quarantine now
    std::map<FailureReason, qint64> reasons; ///< of the failed copies; adds up to failed

    /// Copies after fan-out.
    qint64 availableForImport() const { return imported + partial + skipped + failed; }

    /// Counts one failed copy.
    void addFailed(FailureReason reason)
    {
        ++failed;
        ++reasons[reason];
    }

    bool operator==(const Sums &) const = default;
};

} // namespace tallybridge
