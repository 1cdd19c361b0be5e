#pragma once

#include "core/Result.h"
#include "net/HttpMessage.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace tallybridge {

/// One call on its way: the caller waits for `result`, the worker fills it.
struct HttpCall {
    HttpRequest request;
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Result<HttpResponse>> result; ///< guarded by mutex; the first one stays

    void finish(Result<HttpResponse> answer);
};

/// The part of HttpClient that lives in its thread.
class HttpWorker : public QObject
{
public:
    explicit HttpWorker(QSslConfiguration tls);
    ~HttpWorker() override;

    void start(const std::shared_ptr<HttpCall> &call);
    /// Ends a call that its caller does not wait for any more.
    void abort(const std::shared_ptr<HttpCall> &call);

private:
    QNetworkReply *send(const HttpRequest &request);
    void read(QNetworkReply *reply);
    void finish(QNetworkReply *reply);

    const QSslConfiguration m_tls;
    QNetworkAccessManager m_manager;
    std::unordered_map<QNetworkReply *, std::shared_ptr<HttpCall>> m_calls;
    std::unordered_map<QNetworkReply *, QByteArray> m_bodies;
};

} // namespace tallybridge
