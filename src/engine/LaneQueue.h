#pragma once

#include "mailbox/Destination.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tallybridge {

/// Copies waiting for a lane, kept by mailbox: a mailbox is leased to one lane at a time, and its copies leave first in, first out.
/// Any thread may call anything.
class LaneQueue
{
public:
    /// What a lane works on; goes back with release().
    struct Lease {
        std::vector<CopyJob> jobs;
        std::vector<MailAddress> mailboxes;
    };

    /// worthwhile: so many copies are waited for while flush() has not said that no more are on their way.
    explicit LaneQueue(int lanes, int worthwhile = 1) : m_lanes(lanes), m_worthwhile(worthwhile) {}

    void push(std::vector<CopyJob> jobs);

    /// Waits for work; a lease without jobs says that the queue is closed and empty. A lane gets its share of the waiting mailboxes only,
    /// so that the others find work too.
    Lease take(int mostCopies, qint64 mostBytes);

    /// A job that comes again.
    struct Postponed {
        CopyJob job;
        std::chrono::milliseconds delay{0};
    };

    /// Gives the mailboxes of a lease back, and jobs that are to be taken again after a while; they go before the others of their mailbox.
    void release(const Lease &lease, std::vector<Postponed> postponed = {});

    /// Nothing more is on its way until the next push(): what is there can be taken, however little it is.
    void flush();

    /// From now on nothing is kept back: postponed jobs can be taken at once.
    void hurry();

    /// How long nothing will be done, because all that is there was postponed; nothing when there is work.
    std::optional<std::chrono::milliseconds> waiting() const;

    void close();

private:
    struct Mailbox {
        std::deque<CopyJob> jobs;
        bool leased = false;
    };
    struct Hash {
        size_t operator()(const MailAddress &address) const { return qHash(address); }
    };

    using Instant = std::chrono::steady_clock::time_point;
    void add(CopyJob job, bool first);
    void addDue();
    bool isWorthwhile() const;

    const int m_lanes;
    const int m_worthwhile;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unordered_map<MailAddress, Mailbox, Hash> m_mailboxes;
    std::deque<MailAddress> m_ready;             ///< have jobs and are not leased, in the order they became so
    std::multimap<Instant, CopyJob> m_postponed; ///< by when they are due
    std::size_t m_readyCopies = 0;               ///< in the mailboxes of m_ready
    qint64 m_readyBytes = 0;
    int m_leases = 0;
    bool m_flushed = false;
    bool m_hurried = false;
    bool m_closed = false;
};

} // namespace tallybridge
