#include "cli/InterruptWatcher.h"

#include "cli/ExitCode.h"
#include "core/platform.h"

#include <atomic>
#include <chrono>
#include <cstdlib>

namespace tallybridge {

namespace {

std::atomic<int> interrupts{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler must not take a lock");

void countInterrupt()
{
    if (interrupts.fetch_add(1) > 0)
        std::_Exit(int(ExitCode::Cancelled));
}

} // namespace

InterruptWatcher::InterruptWatcher(CancelToken token) : m_token(std::move(token))
{
    platform::onInterrupt(countInterrupt);
    m_thread = std::thread([this] { watch(); });
}

InterruptWatcher::~InterruptWatcher()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void InterruptWatcher::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending && interrupts.load() == 0)
        m_wake.wait_for(lock, std::chrono::milliseconds(100));
    if (interrupts.load() == 0)
        return;
    lock.unlock();
    m_token.cancel();
}

} // namespace tallybridge
