#pragma once

#include "core/Clock.h"
#include "engine/ProgressCounters.h"
#include "engine/RunControl.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace tallybridge {

/// Samples the counters ten times a second on the thread that called the run.
class ProgressReporter
{
public:
    /// Tells how long nothing will be done; nothing while there is work.
    using Waiting = std::function<std::optional<std::chrono::milliseconds>()>;

    ProgressReporter(ProgressCounters &counters, const RunControl &control, const Clock &clock, QDateTime started, Waiting waiting);

    /// Calls control.progress until end() is called, and once more then.
    void reportUntilEnd();

    /// From any other thread.
    void end();

private:
    void report();

    ProgressCounters &m_counters;
    const RunControl &m_control;
    const Clock &m_clock;
    const QDateTime m_started;
    const Waiting m_waiting;
    QDateTime m_lastActivity;
    ProgressSnapshot m_last;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_ended = false;
};

} // namespace tallybridge
