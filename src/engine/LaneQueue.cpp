#include "engine/LaneQueue.h"

#include <algorithm>

namespace tallybridge {

void LaneQueue::push(std::vector<CopyJob> jobs)
{
    {
        const std::lock_guard lock(m_mutex);
        for (CopyJob &job : jobs) {
            Mailbox &mailbox = m_mailboxes[job.mailbox];
            if (mailbox.jobs.empty() && !mailbox.leased)
                m_ready.push_back(job.mailbox);
            mailbox.jobs.push_back(std::move(job));
        }
    }
    m_changed.notify_all();
}

LaneQueue::Lease LaneQueue::take(int mostCopies, qint64 mostBytes)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_ready.empty() || (m_closed && m_leases == 0); });
    Lease lease;
    qint64 bytes = 0;
    std::size_t share = (m_ready.size() + std::size_t(m_lanes) - 1) / std::size_t(m_lanes);
    bool full = false;
    while (!full && share-- > 0) {
        const MailAddress address = m_ready.front();
        Mailbox &mailbox = m_mailboxes[address];
        while (!mailbox.jobs.empty()) {
            const qint64 size = mailbox.jobs.front().message->bytes.size();
            // The first copy is taken whatever its size, or it would wait for ever.
            full = !lease.jobs.empty() && (int(lease.jobs.size()) >= mostCopies || bytes + size > mostBytes);
            if (full)
                break;
            bytes += size;
            lease.jobs.push_back(std::move(mailbox.jobs.front()));
            mailbox.jobs.pop_front();
        }
        if (full && lease.jobs.back().mailbox != address)
            break;
        m_ready.pop_front();
        mailbox.leased = true;
        lease.mailboxes.push_back(address);
    }
    if (!lease.jobs.empty())
        ++m_leases;
    return lease;
}

void LaneQueue::release(const Lease &lease)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_leases;
        for (const MailAddress &address : lease.mailboxes) {
            const auto found = m_mailboxes.find(address);
            found->second.leased = false;
            if (found->second.jobs.empty())
                m_mailboxes.erase(found);
            else
                m_ready.push_back(address);
        }
    }
    m_changed.notify_all();
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
