#include "engine/ByteBudget.h"

namespace tallybridge {

ByteBudget::ByteBudget(qint64 limit) : m_limit(limit), m_state(std::make_shared<State>()) {}

ByteBudget::Ticket ByteBudget::take(qint64 bytes, const CancelToken &stop)
{
    const auto waker = stop.onCancel([state = m_state] {
        const std::lock_guard lock(state->mutex);
        state->freed.notify_all();
    });
    std::unique_lock lock(m_state->mutex);
    m_state->freed.wait(lock, [&] { return stop.isCancelled() || m_state->used == 0 || m_state->used + bytes <= m_limit; });
    if (stop.isCancelled())
        return {};
    m_state->used += bytes;
    return Ticket(m_state.get(), [state = m_state, bytes](void *) {
        const std::lock_guard guard(state->mutex);
        state->used -= bytes;
        state->freed.notify_all();
    });
}

} // namespace tallybridge
