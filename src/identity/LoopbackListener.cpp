#include "identity/LoopbackListener.h"

#include "core/Secret.h"
#include "identity/LoopbackWorker.h"

#include <QThread>

#include <condition_variable>
#include <mutex>
#include <optional>

namespace tallybridge {

/// Runs the event loop that the worker lives in.
class LoopbackListener::Thread : public QThread
{
public:
    Thread(QByteArray state, ReturnPages pages) : m_state(std::move(state)), m_pages(std::move(pages))
    {
        start();
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_port.has_value(); });
    }
    ~Thread() override
    {
        quit();
        QThread::wait();
    }

    quint16 port() const { return *m_port; }

    int foreign() const
    {
        const std::lock_guard lock(m_mutex);
        return m_foreign;
    }

    Result<RedirectAnswer> wait(std::chrono::milliseconds patience, const CancelToken &cancel)
    {
        const auto wake = cancel.onCancel([this] {
            {
                const std::lock_guard lock(m_mutex);
            }
            m_changed.notify_all();
        });
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, patience, [&] { return m_answer || cancel.isCancelled(); });
        if (m_answer)
            return *m_answer;
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(patience).count();
        return Failure{FailureCode::ConsentTimedOut, {QString::number(minutes)}, {}, true};
    }

protected:
    void run() override
    {
        LoopbackWorker worker(
            m_state, m_pages,
            [this](const RedirectAnswer &answer) {
                {
                    const std::lock_guard lock(m_mutex);
                    m_answer = answer;
                }
                m_changed.notify_all();
            },
            [this] {
                const std::lock_guard lock(m_mutex);
                ++m_foreign;
            });
        {
            const std::lock_guard lock(m_mutex);
            m_port = worker.listen();
        }
        m_changed.notify_all();
        exec();
    }

private:
    const QByteArray m_state;
    const ReturnPages m_pages;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<quint16> m_port; ///< does not change after the constructor; 0: none
    std::optional<RedirectAnswer> m_answer;
    int m_foreign = 0;
};

Result<std::unique_ptr<LoopbackListener>> LoopbackListener::open(const QByteArray &state, const ReturnPages &pages)
{
    auto thread = std::make_unique<Thread>(state, pages);
    if (thread->port() == 0)
        return Failure{FailureCode::LoopbackUnavailable, {}, {}, true};
    return std::unique_ptr<LoopbackListener>(new LoopbackListener(std::move(thread)));
}

LoopbackListener::LoopbackListener(std::unique_ptr<Thread> thread) : m_thread(std::move(thread)) {}

LoopbackListener::~LoopbackListener() = default;

QUrl LoopbackListener::redirectUri() const
{
    QUrl url = registeredUri();
    url.setPort(m_thread->port());
    return url;
}

QUrl LoopbackListener::registeredUri()
{
    return QUrl(QString(QLatin1String("http://localhost") + LoopbackRequest::path));
}

Result<RedirectAnswer> LoopbackListener::wait(std::chrono::milliseconds patience, const CancelToken &cancel)
{
    return m_thread->wait(patience, cancel);
}

int LoopbackListener::foreignAnswers() const
{
    return m_thread->foreign();
}

QByteArray unguessable()
{
    constexpr qsizetype bytes = 32;
    return Secret::random(bytes).view().toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace tallybridge
