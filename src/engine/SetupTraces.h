#pragma once

#include "engine/SetupSession.h"

#include <mutex>
#include <optional>

namespace tallybridge {

/// Forgets what trying a draft has brought here (SetupSession::discard) when the last operation that works with the draft is over. Give a
/// shared pointer of it to each of them. Any thread.
class SetupTraces
{
public:
    explicit SetupTraces(EngineContext engine) : m_engine(std::move(engine)) {}
    ~SetupTraces()
    {
        if (m_draft)
            (void)SetupSession(m_engine).discard(*m_draft);
    }
    SetupTraces(const SetupTraces &) = delete;
    SetupTraces &operator=(const SetupTraces &) = delete;

    /// The draft as it is tried now.
    void follow(const SetupDraft &draft)
    {
        const std::lock_guard lock(m_mutex);
        m_draft = draft;
    }
    /// It has become a connector: nothing is to be forgotten.
    void keep()
    {
        const std::lock_guard lock(m_mutex);
        m_draft.reset();
    }

private:
    const EngineContext m_engine;
    std::mutex m_mutex;
    std::optional<SetupDraft> m_draft;
};

} // namespace tallybridge
