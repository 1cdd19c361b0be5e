#pragma once

#include "core/CancelToken.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace tallybridge {

/// Turns Ctrl-C and SIGTERM into a wish to stop while it lives. The signal handler only sets a flag (all that is safe
/// there); a thread of this class looks at it ten times a second. A second Ctrl-C ends the process at once, which costs
/// nothing: every moment is safe to be killed at.
class InterruptWatcher
{
public:
    explicit InterruptWatcher(CancelToken token);
    ~InterruptWatcher();
    InterruptWatcher(const InterruptWatcher &) = delete;
    InterruptWatcher &operator=(const InterruptWatcher &) = delete;

private:
    void watch();

    CancelToken m_token;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace tallybridge
