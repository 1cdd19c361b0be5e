#include "engine/LaneQueue.h"

#include <algorithm>

namespace tallybridge {

namespace {

// More bytes than these are not worth waiting with, however few copies they are.
constexpr qint64 worthwhileBytes = 4LL << 20;

qint64 sizeOf(const CopyJob &job)
{
    return job.message->bytes.size();
}

} // namespace

void LaneQueue::push(std::vector<CopyJob> jobs)
{
    {
        const std::lock_guard lock(m_mutex);
        m_flushed = false;
        for (CopyJob &job : jobs)
            add(std::move(job), false);
    }
    m_changed.notify_all();
}

void LaneQueue::add(CopyJob job, bool first)
{
    Mailbox &mailbox = m_mailboxes[job.mailbox];
    if (mailbox.jobs.empty() && !mailbox.leased)
        m_ready.push_back(job.mailbox);
    if (!mailbox.leased) {
        ++m_readyCopies;
        m_readyBytes += sizeOf(job);
    }
    mailbox.jobs.insert(first ? mailbox.jobs.begin() : mailbox.jobs.end(), std::move(job));
}

void LaneQueue::addDue()
{
    const auto end = m_hurried ? m_postponed.end() : m_postponed.upper_bound(std::chrono::steady_clock::now());
    for (auto due = m_postponed.begin(); due != end; due = m_postponed.erase(due))
        add(std::move(due->second), true);
}

bool LaneQueue::isWorthwhile() const
{
    return m_flushed || m_hurried || m_closed || m_readyCopies >= std::size_t(m_worthwhile) || m_readyBytes >= worthwhileBytes;
}

LaneQueue::Lease LaneQueue::take(int mostCopies, qint64 mostBytes)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        addDue();
        if ((!m_ready.empty() && isWorthwhile()) || (m_closed && m_leases == 0 && m_postponed.empty()))
            break;
        if (m_postponed.empty())
            m_changed.wait(lock);
        else
            m_changed.wait_until(lock, m_postponed.begin()->first);
    }
    Lease lease;
    qint64 bytes = 0;
    std::size_t share = (m_ready.size() + std::size_t(m_lanes) - 1) / std::size_t(m_lanes);
    bool full = false;
    while (!full && !m_ready.empty() && (share > 0 || lease.jobs.size() < std::size_t(m_worthwhile))) {
        share -= share > 0 ? 1 : 0;
        const MailAddress address = m_ready.front();
        Mailbox &mailbox = m_mailboxes[address];
        while (!mailbox.jobs.empty()) {
            const qint64 size = sizeOf(mailbox.jobs.front());
            // The first copy is taken whatever its size, or it would wait for ever.
            full = !lease.jobs.empty() && (int(lease.jobs.size()) >= mostCopies || bytes + size > mostBytes);
            if (full)
                break;
            bytes += size;
            --m_readyCopies;
            m_readyBytes -= size;
            lease.jobs.push_back(std::move(mailbox.jobs.front()));
            mailbox.jobs.pop_front();
        }
        if (full && lease.jobs.back().mailbox != address)
            break;
        m_ready.pop_front();
        for (const CopyJob &left : mailbox.jobs)
            m_readyBytes -= sizeOf(left);
        m_readyCopies -= mailbox.jobs.size();
        mailbox.leased = true;
        lease.mailboxes.push_back(address);
    }
    if (!lease.jobs.empty())
        ++m_leases;
    return lease;
}

void LaneQueue::release(const Lease &lease, std::vector<Postponed> postponed)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_leases;
        const Instant now = std::chrono::steady_clock::now();
        for (Postponed &later : postponed)
            m_postponed.emplace(now + later.delay, std::move(later.job));
        for (const MailAddress &address : lease.mailboxes) {
            const auto found = m_mailboxes.find(address);
            found->second.leased = false;
            if (found->second.jobs.empty()) {
                m_mailboxes.erase(found);
                continue;
            }
            m_ready.push_back(address);
            m_readyCopies += found->second.jobs.size();
            for (const CopyJob &job : found->second.jobs)
                m_readyBytes += sizeOf(job);
        }
    }
    m_changed.notify_all();
}

void LaneQueue::flush()
{
    {
        const std::lock_guard lock(m_mutex);
        m_flushed = true;
    }
    m_changed.notify_all();
}

void LaneQueue::hurry()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hurried = true;
    }
    m_changed.notify_all();
}

std::optional<std::chrono::milliseconds> LaneQueue::waiting() const
{
    const std::lock_guard lock(m_mutex);
    if (m_postponed.empty() || m_leases > 0 || !m_ready.empty() || m_hurried)
        return std::nullopt;
    const auto left = m_postponed.begin()->first - std::chrono::steady_clock::now();
    return std::chrono::ceil<std::chrono::milliseconds>(std::max(left, std::chrono::steady_clock::duration::zero()));
}

void LaneQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_changed.notify_all();
}

} // namespace tallybridge
