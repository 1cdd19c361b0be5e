#include "app/ProgressRelay.h"

#include <utility>

namespace tallybridge {

ProgressRelay::ProgressRelay(Post post, Show show) : m_post(std::move(post)), m_show(std::move(show)) {}

void ProgressRelay::offer(const ProgressSnapshot &snapshot, TimePoint now)
{
    const bool last = snapshot.phase == ProgressSnapshot::Phase::Done;
    const bool due = last || !m_lastPosted || now - *m_lastPosted >= interval;
    {
        const std::lock_guard lock(m_mailbox->mutex);
        if (m_mailbox->newest) {
            m_mailbox->newest = snapshot;
            return;
        }
        if (!due)
            return;
        m_mailbox->newest = snapshot;
    }
    m_lastPosted = now;
    m_post([mailbox = m_mailbox, show = m_show] {
        std::optional<ProgressSnapshot> newest;
        {
            const std::lock_guard lock(mailbox->mutex);
            newest = std::exchange(mailbox->newest, std::nullopt);
        }
        if (newest)
            show(*newest);
    });
}

} // namespace tallybridge
