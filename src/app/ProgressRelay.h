#pragma once

#include "engine/ProgressSnapshot.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace tallybridge {

/// Brings snapshots from the thread of a run to another thread: at most ten a second, never more than one under way, always the newest.
class ProgressRelay
{
public:
    using Post = std::function<void(std::function<void()>)>;
    using Show = std::function<void(const ProgressSnapshot &)>;
    using TimePoint = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::milliseconds interval{100};

    /// post brings a function to the thread on which show is called.
    ProgressRelay(Post post, Show show);

    /// From the thread of the run. A snapshot of the phase Done is passed on whatever the time.
    void offer(const ProgressSnapshot &snapshot, TimePoint now = std::chrono::steady_clock::now());

private:
    struct Mailbox {
        std::mutex mutex;
        std::optional<ProgressSnapshot> newest; ///< posted and not yet shown
    };
    Post m_post;
    Show m_show;
    std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    std::optional<TimePoint> m_lastPosted;
};

} // namespace tallybridge
