#pragma once

#include "mailbox/Destination.h"

#include <condition_variable>
#include <deque>
#include <mutex>
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

    explicit LaneQueue(int lanes) : m_lanes(lanes) {}

    void push(std::vector<CopyJob> jobs);

    /// Waits for work; a lease without jobs says that the queue is closed and empty. A lane gets its share of the waiting mailboxes only,
    /// so that the others find work too.
    Lease take(int mostCopies, qint64 mostBytes);

    /// Gives the mailboxes of a lease back.
    void release(const Lease &lease);

    void close();

private:
    struct Mailbox {
        std::deque<CopyJob> jobs;
        bool leased = false;
    };
    struct Hash {
        size_t operator()(const MailAddress &address) const { return qHash(address); }
    };

    const int m_lanes;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::unordered_map<MailAddress, Mailbox, Hash> m_mailboxes;
    std::deque<MailAddress> m_ready; ///< have jobs and are not leased, in the order they became so
    int m_leases = 0;
    bool m_closed = false;
};

} // namespace tallybridge
