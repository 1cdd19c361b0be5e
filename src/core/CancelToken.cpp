#include "core/CancelToken.h"

namespace tallybridge {

CancelToken::CancelToken() : m_state(std::make_shared<State>()) {}

void CancelToken::cancel() const
{
    m_state->cancelled.store(true, std::memory_order_release);
    // Wakers run under the mutex, so that a Waker's destructor can promise that its function is not running.
    const std::lock_guard lock(m_state->mutex);
    for (const auto &[id, wake] : m_state->wakers)
        wake();
}

std::unique_ptr<CancelToken::Waker> CancelToken::onCancel(std::function<void()> wake) const
{
    const std::lock_guard lock(m_state->mutex);
    if (isCancelled())
        wake();
    const int id = m_state->nextWaker++;
    m_state->wakers.emplace(id, std::move(wake));
    return std::make_unique<Waker>(m_state, id);
}

CancelToken::Waker::~Waker()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->wakers.erase(m_id);
}

} // namespace tallybridge
