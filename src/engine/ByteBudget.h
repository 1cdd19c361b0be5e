#pragma once

#include "core/CancelToken.h"

#include <QtGlobal>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace tallybridge {

/// Bounds the bytes that are on their way through the pipeline. Whoever brings an item in takes a ticket; the ticket travels with the item
/// and gives its bytes back when the last holder lets it go. Any thread may call anything.
class ByteBudget
{
public:
    using Ticket = std::shared_ptr<void>;

    explicit ByteBudget(qint64 limit);

    /// Waits until the bytes fit; an item larger than the whole budget is admitted alone. Null when stop was cancelled while waiting.
    Ticket take(qint64 bytes, const CancelToken &stop);

private:
    struct State {
        std::mutex mutex;
        std::condition_variable freed;
        qint64 used = 0;
    };
    const qint64 m_limit;
    std::shared_ptr<State> m_state;
};

} // namespace tallybridge
