#pragma once

#include "app/Operation.h"

#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <thread>

namespace tallybridge {

/// Long operations, each on a thread of its own. All functions are for the thread that made it.
class OperationThreads
{
public:
    OperationThreads() = default;
    /// As cancelAll() and join().
    ~OperationThreads();
    OperationThreads(const OperationThreads &) = delete;
    OperationThreads &operator=(const OperationThreads &) = delete;

    /// Runs work on a new thread, with the token that the operation given back cancels.
    Operation start(std::function<void(const CancelToken &)> work);
    /// Asks all of them to stop and returns at once.
    void cancelAll();
    /// Waits for all of them.
    void join();

private:
    struct Run {
        CancelToken token;
        std::thread thread;
        std::atomic<bool> ended{false};
    };
    void joinEnded();

    std::list<std::unique_ptr<Run>> m_runs;
};

} // namespace tallybridge
