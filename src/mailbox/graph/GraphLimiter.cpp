#include "mailbox/graph/GraphLimiter.h"

#include <algorithm>

namespace tallybridge::graph {

namespace {

// Trying one more costs a refusal when the service takes no more; whenever it did, twice as many go before the next try.
constexpr int leastTakenToGrow = 100;
constexpr int mostTakenToGrow = 3200;
constexpr std::size_t mostMailboxes = 4096;

} // namespace

Limiter::Limiter(const Limits &limits, std::function<Instant()> steady)
    : m_limits(limits), m_steady(std::move(steady)), m_allowed(std::max(1, limits.concurrency)), m_takenToGrow(leastTakenToGrow)
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

Limiter::Duration Limiter::waitOf(const QString &mailbox, qint64 bytes, Instant now)
{
    Mailbox &box = mailboxOf(mailbox, now);
    Duration wait{};
    if (!mailbox.isEmpty())
        wait = std::max({box.requests.wait(1, now), box.bytes.wait(bytes, now), wait});
    return std::max(wait, box.pausedUntil - now);
}

bool Limiter::take(const QString &mailbox, qint64 bytes, Instant now)
{
    Mailbox &box = mailboxOf(mailbox, now);
    if (m_running >= m_allowed || (!mailbox.isEmpty() && box.running >= m_limits.mailboxConcurrency))
        return false;
    ++m_running;
    ++box.running;
    if (!mailbox.isEmpty()) {
        box.requests.add(1, now);
        box.bytes.add(bytes, now);
    }
    return true;
}

Limiter::Permit Limiter::acquire(const QString &mailbox, qint64 bytes, Duration patience, const CancelToken &cancel)
{
    const auto wake = cancel.onCancel([this] { wakeAll(); });
    std::unique_lock lock(m_mutex);
    const Instant start = m_steady();
    while (!cancel.isCancelled()) {
        const Instant now = m_steady();
        const Duration wait = waitOf(mailbox, bytes, now);
        if (wait <= Duration::zero() && take(mailbox, bytes, now))
            return Permit(*this, mailbox, now);
        if (now + wait - start > patience)
            return Permit(wait);
        Waiter waiter{mailbox, bytes, wait <= Duration::zero(), {}, {}};
        const auto place = m_waiters.insert(m_waiters.end(), &waiter);
        const auto isWoken = [&waiter] { return waiter.woken; };
        // A place gets free when a request ends; those have time limits.
        if (waiter.forPlace)
            waiter.changed.wait(lock, isWoken);
        else
            waiter.changed.wait_for(lock, wait, isWoken);
        m_waiters.erase(place);
        if (waiter.begun)
            return Permit(*this, mailbox, *waiter.begun);
    }
    return Permit(Duration::zero());
}

void Limiter::wakeAll()
{
    const std::lock_guard lock(m_mutex);
    for (Waiter *waiter : m_waiters)
        waiter->wake();
}

void Limiter::handOut()
{
    const Instant now = m_steady();
    for (Waiter *waiter : m_waiters) {
        if (waiter->woken || !waiter->forPlace)
            continue;
        // Whoever has to wait for something else now is told to look how long.
        if (waitOf(waiter->mailbox, waiter->bytes, now) > Duration::zero()) {
            waiter->wake();
        } else if (take(waiter->mailbox, waiter->bytes, now)) {
            waiter->begun = now;
            waiter->wake();
        }
    }
}

void Limiter::release(const QString &mailbox)
{
    const std::lock_guard lock(m_mutex);
    --m_running;
    --m_mailboxes.find(mailbox)->second.running;
    handOut();
}

void Limiter::refused(const QString &mailbox, Instant begun, Duration pause)
{
    const std::lock_guard lock(m_mutex);
    const Instant now = m_steady();
    Mailbox &box = mailboxOf(mailbox, now);
    box.pausedUntil = std::max(box.pausedUntil, now + pause);
    if (begun >= m_lowered) {
        if (m_takenSince < m_takenToGrow && m_allowed > 1)
            m_takenToGrow = std::min(mostTakenToGrow, m_takenToGrow * 2);
        m_allowed = std::max(1, m_allowed - 1);
        m_lowered = now;
    }
    m_takenSince = 0;
    handOut();
}

void Limiter::taken()
{
    const std::lock_guard lock(m_mutex);
    if (m_allowed < m_limits.concurrency && ++m_takenSince >= m_takenToGrow) {
        ++m_allowed;
        m_takenSince = 0;
        handOut();
    }
}

int Limiter::allowed() const
{
    const std::lock_guard lock(m_mutex);
    return m_allowed;
}

} // namespace tallybridge::graph
