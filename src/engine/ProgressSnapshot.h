#pragma once

#include "core/Sums.h"

#include <QDateTime>

namespace tallybridge {

/// How far a run is, as one immutable value.
struct ProgressSnapshot {
    enum class Phase { Starting, ReadingBack, Listing, Checking, Importing, Finishing, Verifying, Done };

    Phase phase = Phase::Starting;
    qint64 deliveriesDone = 0;
    qint64 deliveriesTotal = 0;
    qint64 itemsDone = 0;  ///< items whose copies all have an outcome
    qint64 itemsTotal = 0; ///< items known so far; grows while deliveries are checked
    qint64 bytesDone = 0;  ///< bytes of the EMLs of itemsDone
    Sums sums;
    QDateTime started;      ///< UTC
    QDateTime lastActivity; ///< UTC, when a number last changed
    QDateTime waitingUntil; ///< UTC, when the destination takes copies again; invalid while it does
};

/// Machine name of a phase, e.g. "reading-back".
QLatin1String progressPhaseName(ProgressSnapshot::Phase phase);

} // namespace tallybridge
