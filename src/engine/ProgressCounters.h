#pragma once

#include "engine/ProgressSnapshot.h"

#include <atomic>
#include <mutex>

namespace tallybridge {

/// Where the pipeline's threads count; sampled into a ProgressSnapshot. Any thread may call anything.
class ProgressCounters
{
public:
    std::atomic<ProgressSnapshot::Phase> phase{ProgressSnapshot::Phase::Starting};
    std::atomic<qint64> deliveriesDone{0};
    std::atomic<qint64> deliveriesTotal{0};
    std::atomic<qint64> itemsDone{0};
    std::atomic<qint64> itemsTotal{0};
    std::atomic<qint64> bytesDone{0};

    void setSums(const Sums &sums)
    {
        const std::lock_guard lock(m_mutex);
        m_sums = sums;
    }

    ProgressSnapshot sample() const
    {
        ProgressSnapshot snapshot;
        snapshot.phase = phase;
        snapshot.deliveriesDone = deliveriesDone;
        snapshot.deliveriesTotal = deliveriesTotal;
        snapshot.itemsDone = itemsDone;
        snapshot.itemsTotal = itemsTotal;
        snapshot.bytesDone = bytesDone;
        const std::lock_guard lock(m_mutex);
        snapshot.sums = m_sums;
        return snapshot;
    }

private:
    mutable std::mutex m_mutex;
    Sums m_sums;
};

} // namespace tallybridge
