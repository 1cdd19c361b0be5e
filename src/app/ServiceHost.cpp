#include "app/ServiceHost.h"

#include "core/platform.h"

namespace tallybridge {

ServiceHost::ServiceHost(EngineContext context, Post post)
    : m_context(std::move(context)), m_post(std::move(post)), m_reader([this] { readUntilEnd(); })
{
}

ServiceHost::~ServiceHost()
{
    for (const auto &run : m_runs)
        run->token.cancel();
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        for (const Query &query : m_queries)
            query.token.cancel();
    }
    m_changed.notify_all();
    m_reader.join();
    for (const auto &run : m_runs)
        run->thread.join();
}

void ServiceHost::enqueue(Query query)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queries.push_back(std::move(query));
    }
    m_changed.notify_all();
}

void ServiceHost::readUntilEnd()
{
    ConnectorService service(m_context);
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_ending || !m_queries.empty(); });
        if (m_queries.empty())
            return;
        Query query = std::move(m_queries.front());
        m_queries.pop_front();
        lock.unlock();
        m_post(query.work(query.token.isCancelled() ? nullptr : &service));
    }
}

void ServiceHost::start(const CancelToken &token, RunWork work, std::function<void(const ProgressSnapshot &)> progress)
{
    joinEnded();
    auto run = std::make_unique<Run>();
    run->token = token;
    Run *const state = run.get();
    m_runs.push_back(std::move(run));
    state->thread = std::thread([this, state, work = std::move(work), progress = std::move(progress)]() mutable {
        // A window that answers at once is worth more than an import that ends a little sooner.
        platform::giveWay();
        ConnectorService service(m_context);
        RunControl control;
        control.cancel = state->token;
        if (progress) {
            auto relay = std::make_shared<ProgressRelay>(m_post, std::move(progress));
            control.progress = [relay](const ProgressSnapshot &snapshot) { relay->offer(snapshot); };
        }
        m_post(work(service, control));
        state->ended = true;
    });
}

void ServiceHost::joinEnded()
{
    std::erase_if(m_runs, [](const std::unique_ptr<Run> &run) {
        if (!run->ended)
            return false;
        run->thread.join();
        return true;
    });
}

} // namespace tallybridge
