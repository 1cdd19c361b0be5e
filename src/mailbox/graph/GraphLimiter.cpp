#include "mailbox/graph/GraphLimiter.h"

#include <algorithm>

namespace tallybridge::graph {

namespace {

// One refusal usually comes with others that were on their way already.
constexpr std::chrono::milliseconds refusalsOfOneKind{500};
constexpr int takenToGrow = 50;
constexpr std::size_t mostMailboxes = 4096;

} // namespace

Limiter::Limiter(const Limits &limits, std::function<Instant()> steady)
    : m_limits(limits), m_steady(std::move(steady)), m_allowed(std::max(1, limits.concurrency))
{
}

Limiter::Mailbox &Limiter::mailboxOf(const QString &mailbox, Instant now)
{
    if (m_mailboxes.size() > mostMailboxes) {
        for (auto entry = m_mailboxes.begin(); entry != m_mailboxes.end();) {
            Mailbox &box = entry->second;
            const bool idle = box.running == 0 && box.pausedUntil <= now && box.requests.isEmpty(now) && box.bytes.isEmpty(now);
            entry = idle ? m_mailboxes.erase(entry) : std::next(entry);
        }
    }
    return m_mailboxes.try_emplace(mailbox, m_limits).first->second;
}

Limiter::Permit Limiter::acquire(const QString &mailbox, qint64 bytes, Duration patience, const CancelToken &cancel)
{
    const auto wake = cancel.onCancel([this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_changed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    const Instant start = m_steady();
    while (!cancel.isCancelled()) {
        const Instant now = m_steady();
        Mailbox &box = mailboxOf(mailbox, now);
        Duration wait{};
        if (!mailbox.isEmpty())
            wait = std::max({box.requests.wait(1, now), box.bytes.wait(bytes, now), wait});
        wait = std::max(wait, box.pausedUntil - now);
        if (wait > Duration::zero()) {
            if (now + wait - start > patience)
                return Permit(wait);
            m_changed.wait_for(lock, wait);
            continue;
        }
        if (m_running < m_allowed && (mailbox.isEmpty() || box.running < m_limits.mailboxConcurrency)) {
            ++m_running;
            ++box.running;
            if (!mailbox.isEmpty()) {
                box.requests.add(1, now);
                box.bytes.add(bytes, now);
            }
            return Permit(*this, mailbox);
        }
        // A place gets free when a request ends; those have time limits.
        m_changed.wait(lock);
    }
    return Permit(Duration::zero());
}

void Limiter::release(const QString &mailbox)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_running;
        --m_mailboxes.find(mailbox)->second.running;
    }
    m_changed.notify_all();
}

void Limiter::refused(const QString &mailbox, Duration pause)
{
    {
        const std::lock_guard lock(m_mutex);
        const Instant now = m_steady();
        Mailbox &box = mailboxOf(mailbox, now);
        box.pausedUntil = std::max(box.pausedUntil, now + pause);
        m_takenSince = 0;
        if (now - m_lowered >= refusalsOfOneKind) {
            m_allowed = std::max(1, m_allowed / 2);
            m_lowered = now;
        }
    }
    m_changed.notify_all();
}

void Limiter::taken()
{
    bool grown = false;
    {
        const std::lock_guard lock(m_mutex);
        grown = m_allowed < m_limits.concurrency && ++m_takenSince >= takenToGrow;
        if (grown) {
            ++m_allowed;
            m_takenSince = 0;
        }
    }
    if (grown)
        m_changed.notify_all();
}

int Limiter::allowed() const
{
    const std::lock_guard lock(m_mutex);
    return m_allowed;
}

} // namespace tallybridge::graph
