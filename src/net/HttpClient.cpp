#include "net/HttpClient.h"

#include "net/HttpWorker.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSslCertificate>
#include <QThread>

namespace tallybridge {

namespace {

constexpr qint64 largestCaFile = 4 << 20;
constexpr QLatin1String httpArea("http");
constexpr int tooManyRequests = 429;
constexpr int firstServerError = 500;

Result<QList<QSslCertificate>> readCaFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Failure{FailureCode::FileNotFound, {path}, {}, false};
    if (!file.open(QIODevice::ReadOnly))
        return Failure{FailureCode::FileNotReadable, {path}, file.errorString(), false};
    const auto certificates = QSslCertificate::fromData(file.read(largestCaFile), QSsl::Pem);
    if (certificates.isEmpty())
        return Failure{FailureCode::CertificateFileInvalid, {path}, {}, false};
    return certificates;
}

} // namespace

/// Runs the event loop that the worker lives in.
class HttpClient::Thread : public QThread
{
public:
    explicit Thread(QSslConfiguration tls) : m_tls(std::move(tls))
    {
        start();
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_worker; });
    }
    ~Thread() override
    {
        quit();
        wait();
    }

    HttpWorker *worker() const { return m_worker; }

protected:
    void run() override
    {
        HttpWorker worker(m_tls);
        {
            const std::lock_guard lock(m_mutex);
            m_worker = &worker;
        }
        m_changed.notify_all();
        exec();
    }

private:
    const QSslConfiguration m_tls;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    HttpWorker *m_worker = nullptr; ///< does not change after the constructor
};

Result<std::shared_ptr<HttpClient>> HttpClient::make(const HttpSettings &settings)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!settings.caFile.isEmpty()) {
        const auto certificates = readCaFile(settings.caFile);
        if (!certificates)
            return certificates.failure();
        tls.addCaCertificates(*certificates);
    }
    return std::shared_ptr<HttpClient>(new HttpClient(std::make_unique<Thread>(std::move(tls)), settings.log));
}

HttpClient::HttpClient(std::unique_ptr<Thread> thread, std::shared_ptr<ProgramLog> log) : m_thread(std::move(thread)), m_log(std::move(log))
{
}

HttpClient::~HttpClient() = default;

Result<HttpResponse> HttpClient::call(const HttpRequest &request, const CancelToken &cancel)
{
    QElapsedTimer since;
    since.start();
    HttpWorker *worker = m_thread->worker();
    const auto call = std::make_shared<HttpCall>();
    call->request = request;
    const auto onCancel = cancel.onCancel([call] { call->finish(Failure{FailureCode::Cancelled, {}, {}, true}); });
    QMetaObject::invokeMethod(
        worker, [worker, call] { worker->start(call); }, Qt::QueuedConnection);
    std::unique_lock lock(call->mutex);
    const bool answered = call->changed.wait_for(lock, request.timeLimit, [&call] { return call->result.has_value(); });
    if (!answered)
        call->result.emplace(Failure{FailureCode::ServerTimedOut, {request.url.host()}, {}, true});
    const Result<HttpResponse> result = *call->result;
    lock.unlock();
    // Ends what nobody waits for any more; nothing happens when it has ended by itself.
    if (!result)
        QMetaObject::invokeMethod(
            worker, [worker, call] { worker->abort(call); }, Qt::QueuedConnection);
    tell(request, result, std::chrono::milliseconds(since.elapsed()));
    return result;
}

void HttpClient::tell(const HttpRequest &request, const Result<HttpResponse> &result, std::chrono::milliseconds took) const
{
    // Of the URL only the host: its path names mailboxes.
    const auto host = LogField::foreign(QLatin1String("host"), request.url.host(QUrl::FullyEncoded).toLatin1());
    const LogField method(QLatin1String("method"), httpMethodName(request.method));
    const LogField milliseconds(QLatin1String("ms"), took.count());
    if (!result) {
        const FailureCode code = result.failure().code;
        m_log->write(code == FailureCode::Cancelled ? LogLevel::Details : LogLevel::Warnings, httpArea, QLatin1String("no-answer"),
                     {host, method, milliseconds, {QLatin1String("reason"), failureCodeName(code)}});
        return;
    }
    const bool worthTelling = result->status == tooManyRequests || result->status >= firstServerError;
    m_log->write(worthTelling ? LogLevel::Warnings : LogLevel::Details, httpArea, QLatin1String("answer"),
                 {host,
                  method,
                  {QLatin1String("status"), result->status},
                  milliseconds,
                  {QLatin1String("wait_s"), qint64(result->retryAfter().count())},
                  LogField::foreign(QLatin1String("request_id"), result->header("request-id"))});
}

} // namespace tallybridge
