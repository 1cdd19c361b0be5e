#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace tallybridge {

/// A wish to stop, shared by all who work on the same thing. Copies share the wish. Any thread may call anything.
class CancelToken
{
public:
    CancelToken();

    /// Asks everybody who holds this token to stop; returns at once. Wakers are called on the calling thread.
    void cancel() const;

    bool isCancelled() const { return m_state->cancelled.load(std::memory_order_acquire); }

    /// Registers a function that wakes a waiting thread when cancel() is called (at once when it was called before).
    /// The registration ends when the returned handle is destroyed; afterwards the waker is not running any more.
    class Waker;
    [[nodiscard]] std::unique_ptr<Waker> onCancel(std::function<void()> wake) const;

private:
    struct State {
        std::atomic<bool> cancelled{false};
        std::mutex mutex;
        std::map<int, std::function<void()>> wakers;
        int nextWaker = 0;
    };
    std::shared_ptr<State> m_state;
};

/// Keeps a waker registered while it lives.
class CancelToken::Waker
{
public:
    Waker(std::shared_ptr<State> state, int id) : m_state(std::move(state)), m_id(id) {}
    ~Waker();
    Waker(const Waker &) = delete;
    Waker &operator=(const Waker &) = delete;

private:
    std::shared_ptr<State> m_state;
    int m_id;
};

} // namespace tallybridge
