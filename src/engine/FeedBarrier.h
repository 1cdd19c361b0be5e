#pragma once

#include "core/CancelToken.h"
#include "engine/ItemPreparer.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace tallybridge {

/// Where the feed waits until every item it gave so far is in the ledger or postponed: only then can an item about another one find it,
/// whatever thread read it. Any thread may call anything.
class FeedBarrier
{
public:
    /// idle is called, by any thread, when everything given so far is in the ledger or postponed.
    FeedBarrier(CancelToken stop, std::function<void()> idle);

    void addFed(qint64 items);
    void addAdmitted(qint64 items);
    void postpone(ItemPreparer::Postponed item);

    /// Waits, then hands the postponed items over; empty when stopped.
    std::vector<ItemPreparer::Postponed> waitForPostponed();

private:
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        qint64 fed = 0;
        qint64 settled = 0;
        std::vector<ItemPreparer::Postponed> postponed;
    };
    const CancelToken m_stop;
    const std::function<void()> m_idle;
    const std::shared_ptr<State> m_state;
};

} // namespace tallybridge
