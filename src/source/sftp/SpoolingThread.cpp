#include "source/sftp/SpoolingThread.h"

#include <utility>

namespace tallybridge {

namespace {

constexpr size_t mostWaiting = 3;

} // namespace

SpoolingThread::SpoolingThread(SealedWriter &writer, Sha256 &hash) : m_writer(writer), m_hash(hash), m_thread([this] { work(); }) {}

SpoolingThread::~SpoolingThread()
{
    (void)finish();
}

bool SpoolingThread::give(QByteArray block)
{
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_failure || m_waiting.size() < mostWaiting; });
        if (m_failure)
            return false;
        m_waiting.push_back(std::move(block));
    }
    m_changed.notify_all();
    return true;
}

QByteArray SpoolingThread::takeBack()
{
    const std::lock_guard lock(m_mutex);
    if (m_written.empty())
        return {};
    QByteArray block = std::move(m_written.front());
    m_written.pop_front();
    return block;
}

Result<void> SpoolingThread::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    return m_failure ? Result<void>(*m_failure) : Result<void>();
}

void SpoolingThread::work()
{
    while (true) {
        QByteArray block;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_closed || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            block = std::move(m_waiting.front());
        }
        m_hash.add(block);
        auto written = m_writer.write(block);
        {
            const std::lock_guard lock(m_mutex);
            m_waiting.pop_front();
            m_written.push_back(std::move(block));
            if (!written) {
                m_failure = written.failure();
                m_waiting.clear();
            }
        }
        m_changed.notify_all();
        if (!written)
            return;
    }
}

} // namespace tallybridge
