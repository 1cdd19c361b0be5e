#include "engine/FeedBarrier.h"

#include <algorithm>

namespace tallybridge {

FeedBarrier::FeedBarrier(CancelToken stop, std::function<void()> idle)
    : m_stop(std::move(stop)), m_idle(std::move(idle)), m_state(std::make_shared<State>())
{
}

void FeedBarrier::addFed(qint64 items)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->fed += items;
}

void FeedBarrier::addAdmitted(qint64 items)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->settled += items;
        if (m_state->settled < m_state->fed)
            return;
    }
    m_state->changed.notify_all();
    m_idle();
}

void FeedBarrier::postpone(ItemPreparer::Postponed item)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->postponed.push_back(std::move(item));
        if (++m_state->settled < m_state->fed)
            return;
    }
    m_state->changed.notify_all();
    m_idle();
}

std::vector<ItemPreparer::Postponed> FeedBarrier::waitForPostponed()
{
    const auto waker = m_stop.onCancel([state = m_state] {
        const std::lock_guard lock(state->mutex);
        state->changed.notify_all();
    });
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait(lock, [this] { return m_stop.isCancelled() || m_state->settled == m_state->fed; });
    if (m_stop.isCancelled())
        return {};
    auto postponed = std::move(m_state->postponed);
    m_state->postponed.clear();
    // The preparers finish in any order; the items have one.
    std::sort(postponed.begin(), postponed.end(), [](const auto &a, const auto &b) {
        return std::pair(a.origin.deliveryId, a.origin.entryIndex) < std::pair(b.origin.deliveryId, b.origin.entryIndex);
    });
    return postponed;
}

} // namespace tallybridge
