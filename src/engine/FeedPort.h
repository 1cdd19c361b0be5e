#pragma once

#include "engine/ByteBudget.h"
#include "engine/FeedBarrier.h"
#include "engine/ProgressCounters.h"
#include "engine/RawItem.h"
#include "engine/Recorder.h"
#include "engine/WorkQueue.h"

#include <functional>

namespace tallybridge {

/// The pipeline as a feed sees it: where raw items go in, and how the feed reads and writes the ledger. Used by the fetcher thread only.
class FeedPort
{
public:
    FeedPort(WorkQueue<RawItem> &items, ByteBudget &budget, FeedBarrier &barrier, Recorder &recorder, ProgressCounters &counters,
             const CancelToken &stop)
        : m_items(items), m_budget(budget), m_barrier(barrier), m_recorder(recorder), m_counters(counters), m_stop(stop)
    {
    }

    const CancelToken &stop() const { return m_stop; }
    ProgressCounters &counters() { return m_counters; }
    Recorder &recorder() { return m_recorder; }

    /// Waits for room for an item of this many bytes; null when stopped. Ask before the bytes are read.
    ByteBudget::Ticket takeRoom(qint64 emlBytes)
    {
        // An item is there as EML, decoded, and as mail at the same time; the rest is what any item costs.
        constexpr qint64 formsInMemory = 3;
        constexpr qint64 fixedCost = 8 << 10;
        return m_budget.take(emlBytes * formsInMemory + fixedCost, m_stop);
    }

    /// Hands an item to the preparers. Its ticket was taken with takeRoom().
    void give(RawItem item)
    {
        m_barrier.addFed(1);
        m_items.push(std::move(item));
    }

    /// Waits until all items given so far are in the ledger, and returns those that were postponed; empty when stopped.
    std::vector<ItemPreparer::Postponed> takePostponed() { return m_barrier.waitForPostponed(); }

private:
    WorkQueue<RawItem> &m_items;
    ByteBudget &m_budget;
    FeedBarrier &m_barrier;
    Recorder &m_recorder;
    ProgressCounters &m_counters;
    const CancelToken &m_stop;
};

} // namespace tallybridge
