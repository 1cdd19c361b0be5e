#include "core/Pause.h"

#include <condition_variable>
#include <mutex>

namespace tallybridge {

bool pauseUntil(std::chrono::steady_clock::time_point then, const CancelToken &cancel)
{
    std::mutex mutex;
    std::condition_variable woken;
    const auto waker = cancel.onCancel([&] {
        const std::lock_guard lock(mutex);
        woken.notify_all();
    });
    std::unique_lock lock(mutex);
    return !woken.wait_until(lock, then, [&] { return cancel.isCancelled(); });
}

} // namespace tallybridge
