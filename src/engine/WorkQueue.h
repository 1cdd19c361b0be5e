#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace tallybridge {

/// A first-in, first-out queue between threads. It has no bound of its own: the ByteBudget bounds what is on its way, so that push() never
/// blocks and no two stages can wait for each other for ever.
template <typename T>
class WorkQueue
{
public:
    /// fewest: this value may wait in the queue until there are so many of them.
    void push(T value, std::size_t fewest = 1)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_values.push_back(std::move(value));
            m_due = m_due || m_values.size() >= fewest;
            if (!m_due)
                return;
        }
        m_changed.notify_one();
    }

    /// What is there need not wait for more.
    void hurry()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_due = m_due || !m_values.empty();
        }
        m_changed.notify_one();
    }

    bool isEmpty() const
    {
        const std::lock_guard lock(m_mutex);
        return m_values.empty();
    }

    void push(std::vector<T> values)
    {
        {
            const std::lock_guard lock(m_mutex);
            for (T &value : values)
                m_values.push_back(std::move(value));
            m_due = true;
        }
        m_changed.notify_one();
    }

    /// Waits for a value; nothing once the queue is closed and empty.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || !m_values.empty(); });
        if (m_values.empty())
            return std::nullopt;
        T value = std::move(m_values.front());
        m_values.pop_front();
        return value;
    }

    /// Waits for values and takes up to `most` of them; empty once the queue is closed and empty.
    std::vector<T> popSome(std::size_t most)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || (m_due && !m_values.empty()); });
        std::vector<T> taken;
        while (!m_values.empty() && taken.size() < most) {
            taken.push_back(std::move(m_values.front()));
            m_values.pop_front();
        }
        m_due = !m_values.empty();
        return taken;
    }

    /// Nothing more will be pushed; those who wait go on.
    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_changed.notify_all();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<T> m_values;
    bool m_due = false; ///< somebody wants what is there to be taken
    bool m_closed = false;
};

} // namespace tallybridge
