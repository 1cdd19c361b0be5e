#pragma once

#include "core/CancelToken.h"
#include "mailbox/graph/SlidingWindow.h"

#include <QString>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <unordered_map>

namespace tallybridge::graph {

/// What the service permits an app in one mailbox (https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits), and how
/// much of it we use.
struct Limits {
    int concurrency = 4; ///< requests at the same time, in all and in one mailbox
    int mailboxConcurrency = 4;
    qint64 requests = 10'000; ///< in requestSpan
    std::chrono::steady_clock::duration requestSpan = std::chrono::minutes(10);
    qint64 bytes = 150 << 20; ///< sent in bytesSpan
    std::chrono::steady_clock::duration bytesSpan = std::chrono::minutes(5);
};

/// Keeps our requests within the limits, so that the service has nothing to refuse, and gives way when it refuses all the same: the refused
/// mailbox pauses, fewer requests run at the same time, and more again while all goes well. Any thread may call anything.
class Limiter
{
public:
    using Duration = std::chrono::steady_clock::duration;
    using Instant = std::chrono::steady_clock::time_point;

    explicit Limiter(const Limits &limits, std::function<Instant()> steady = std::chrono::steady_clock::now);

    /// A running request. It ends when the permit is destroyed.
    class Permit;

    /// Waits for a place for one request that sends this many bytes, at most so long, and until cancelled. mailbox may be empty: the
    /// directory. When there is no place in that time, the permit is none and says how long there will be none.
    Permit acquire(const QString &mailbox, qint64 bytes, Duration patience, const CancelToken &cancel);

    /// The service refused a request (429): nothing for this mailbox for a while; fewer at a time.
    void refused(const QString &mailbox, Duration pause);
    /// The service took a request.
    void taken();

    int allowed() const; ///< requests at the same time, now

private:
    struct Mailbox {
        explicit Mailbox(const Limits &limits) : requests(limits.requests, limits.requestSpan), bytes(limits.bytes, limits.bytesSpan) {}
        SlidingWindow requests;
        SlidingWindow bytes;
        Instant pausedUntil;
        int running = 0;
    };
    Mailbox &mailboxOf(const QString &mailbox, Instant now);
    void release(const QString &mailbox);

    const Limits m_limits;
    const std::function<Instant()> m_steady;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unordered_map<QString, Mailbox> m_mailboxes;
    int m_running = 0;
    int m_allowed;
    int m_takenSince = 0; ///< requests taken since m_allowed last changed
    Instant m_lowered;    ///< when m_allowed was last lowered
};

class Limiter::Permit
{
public:
    explicit Permit(Duration wait) : m_wait(wait) {}
    Permit(Limiter &limiter, QString mailbox) : m_limiter(&limiter), m_mailbox(std::move(mailbox)) {}
    Permit(Permit &&other) noexcept
        : m_limiter(std::exchange(other.m_limiter, nullptr)), m_mailbox(std::move(other.m_mailbox)), m_wait(other.m_wait)
    {
    }
    Permit &operator=(Permit &&) = delete;
    ~Permit()
    {
        if (m_limiter)
            m_limiter->release(m_mailbox);
    }

    explicit operator bool() const { return m_limiter; }
    Duration wait() const { return m_wait; } ///< when there is no place; 0 when cancelled

private:
    Limiter *m_limiter = nullptr;
    QString m_mailbox;
    Duration m_wait{};
};

} // namespace tallybridge::graph
