#pragma once

#include "core/CancelToken.h"
#include "mailbox/graph/SlidingWindow.h"

#include <QString>

#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
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

    /// The service refused a request (429) that was begun then: nothing for this mailbox for a while; one less at a time, once for all
    /// requests that were on their way together.
    void refused(const QString &mailbox, Instant begun, Duration pause);
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
    /// Somebody in acquire(). Only those who can go on are woken: with all of them at once, the next request would wait for their turns.
    struct Waiter {
        const QString &mailbox;
        qint64 bytes;
        bool forPlace; ///< nothing else keeps it back
        std::condition_variable changed;
        std::optional<Instant> begun; ///< it has got its place
        bool woken = false;

        void wake()
        {
            woken = true;
            changed.notify_one();
        }
    };
    // With m_mutex locked.
    Mailbox &mailboxOf(const QString &mailbox, Instant now);
    /// How long the limits of the mailbox and pauses keep such a request back.
    Duration waitOf(const QString &mailbox, qint64 bytes, Instant now);
    bool take(const QString &mailbox, qint64 bytes, Instant now);
    void handOut();

    void release(const QString &mailbox);
    void wakeAll();

    const Limits m_limits;
    const std::function<Instant()> m_steady;
    mutable std::mutex m_mutex;
    std::list<Waiter *> m_waiters; ///< in the order they came
    std::unordered_map<QString, Mailbox> m_mailboxes;
    int m_running = 0;
    int m_allowed;
    int m_takenSince = 0; ///< requests taken since m_allowed last changed
    int m_takenToGrow;    ///< as many are taken before one more is tried
    Instant m_lowered;    ///< when m_allowed was last lowered
};

class Limiter::Permit
{
public:
    explicit Permit(Duration wait) : m_wait(wait) {}
    Permit(Limiter &limiter, QString mailbox, Instant begun) : m_limiter(&limiter), m_mailbox(std::move(mailbox)), m_begun(begun) {}
    Permit(Permit &&other) noexcept
        : m_limiter(std::exchange(other.m_limiter, nullptr))
        , m_mailbox(std::move(other.m_mailbox))
        , m_begun(other.m_begun)
        , m_wait(other.m_wait)
    {
    }
    Permit &operator=(Permit &&) = delete;
    ~Permit() { release(); }

    /// Ends the request now.
    void release()
    {
        if (Limiter *limiter = std::exchange(m_limiter, nullptr))
            limiter->release(m_mailbox);
    }

    explicit operator bool() const { return m_limiter; }
    Duration wait() const { return m_wait; } ///< when there is no place; 0 when cancelled
    Instant begun() const { return m_begun; }

private:
    Limiter *m_limiter = nullptr;
    QString m_mailbox;
    Instant m_begun{};
    Duration m_wait{};
};

} // namespace tallybridge::graph
