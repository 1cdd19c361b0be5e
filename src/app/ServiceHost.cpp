#include "app/ServiceHost.h"

#include "core/platform.h"

namespace tallybridge {

ServiceHost::ServiceHost(EngineContext context, Post post)
    : m_context(std::move(context)), m_post(std::move(post)), m_reader([this] { readUntilEnd(); })
{
}

ServiceHost::~ServiceHost()
{
    m_runs.cancelAll();
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        for (const Query &query : m_queries)
            query.token.cancel();
    }
    m_changed.notify_all();
    m_reader.join();
    m_runs.join();
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

Operation ServiceHost::start(RunWork work, std::function<void(const ProgressSnapshot &)> progress)
{
    return m_runs.start([this, work = std::move(work), progress = std::move(progress)](const CancelToken &token) {
        // A window that answers at once is worth more than an import that ends a little sooner.
        platform::giveWay();
        ConnectorService service(m_context);
        RunControl control;
        control.cancel = token;
        if (progress) {
            auto relay = std::make_shared<ProgressRelay>(m_post, progress);
            control.progress = [relay](const ProgressSnapshot &snapshot) { relay->offer(snapshot); };
        }
        m_post(work(service, control));
    });
}

} // namespace tallybridge
