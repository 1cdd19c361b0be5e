#pragma once

#include "app/Operation.h"
#include "engine/ConnectorService.h"

#include <optional>

namespace tallybridge {

/// What this window is doing with a connector right now.
struct Activity {
    enum class Kind { Sync, Resync, Retry, Verify, Repair };

    Kind kind = Kind::Sync;
    ProgressSnapshot progress;
    bool stopping = false; ///< Stop was pressed, the answer has not come yet
    Operation operation;
};

/// A connector as the window shows it.
struct ConnectorEntry {
    Connector connector;
    std::optional<Activity> activity;
    std::vector<FailureGroup> unsettled; ///< failed and partial copies as they are now

    qint64 unsettledCount() const
    {
        qint64 count = 0;
        for (const FailureGroup &group : unsettled)
            count += group.count;
        return count;
    }
};

} // namespace tallybridge
