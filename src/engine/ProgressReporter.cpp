#include "engine/ProgressReporter.h"

#include <chrono>

namespace tallybridge {

ProgressReporter::ProgressReporter(ProgressCounters &counters, const RunControl &control, const Clock &clock, QDateTime started,
                                   Waiting waiting)
    : m_counters(counters)
    , m_control(control)
    , m_clock(clock)
    , m_started(std::move(started))
    , m_waiting(std::move(waiting))
    , m_lastActivity(m_started)
{
}

void ProgressReporter::reportUntilEnd()
{
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, std::chrono::milliseconds(100), [this] { return m_ended; })) {
        lock.unlock();
        report();
        lock.lock();
    }
    lock.unlock();
    report();
}

void ProgressReporter::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
}

void ProgressReporter::report()
{
    if (!m_control.progress)
        return;
    ProgressSnapshot snapshot = m_counters.sample();
    const bool moved = snapshot.itemsDone != m_last.itemsDone || snapshot.itemsTotal != m_last.itemsTotal ||
                       snapshot.deliveriesDone != m_last.deliveriesDone || snapshot.phase != m_last.phase || snapshot.sums != m_last.sums;
    if (moved)
        m_lastActivity = m_clock.now();
    m_last = snapshot;
    // Short pauses between two tries are nothing to tell.
    if (const auto waiting = m_waiting(); waiting && *waiting >= std::chrono::seconds(1))
        snapshot.waitingUntil = m_clock.now().addMSecs(waiting->count());
    snapshot.started = m_started;
    snapshot.lastActivity = m_lastActivity;
    m_control.progress(snapshot);
}

} // namespace tallybridge
