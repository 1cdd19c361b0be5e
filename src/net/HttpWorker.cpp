#include "net/HttpWorker.h"

#include "net/UploadDevice.h"

namespace tallybridge {

namespace {

bool hasBody(HttpRequest::Method method)
{
    return method != HttpRequest::Method::Get && method != HttpRequest::Method::Delete;
}

/// Qt's own words name the whole URL, so only the number of its error is told.
Failure failureOf(const QNetworkReply &reply)
{
    const QString host = reply.url().host();
    const QString detail = QLatin1String("QNetworkReply::NetworkError ") + QString::number(int(reply.error()));
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::ProxyNotFoundError:
        return {FailureCode::ServerNotFound, {host}, detail, true};
    case QNetworkReply::SslHandshakeFailedError:
        return {FailureCode::ServerNotTrusted, {host}, detail, false};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::ProxyTimeoutError:
        return {FailureCode::ServerTimedOut, {host}, detail, true};
    default:
        return {FailureCode::ServerNotReached, {host}, detail, true};
    }
}

/// Whether the error only repeats the status of a whole answer.
bool isAnswer(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200)
        return false;
    switch (reply.error()) {
    case QNetworkReply::NoError:
        return true;
    case QNetworkReply::ContentReSendError:
        return false;
    case QNetworkReply::ProtocolInvalidOperationError: // 400, 418
        return true;
    default:
        return reply.error() >= QNetworkReply::ContentAccessDenied && reply.error() != QNetworkReply::ProtocolUnknownError &&
               reply.error() != QNetworkReply::ProtocolFailure;
    }
}

} // namespace

void HttpCall::finish(Result<HttpResponse> answer)
{
    {
        const std::lock_guard lock(mutex);
        if (!result)
            result.emplace(std::move(answer));
    }
    changed.notify_all();
}

HttpWorker::HttpWorker(QSslConfiguration tls) : m_tls(std::move(tls))
{
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

HttpWorker::~HttpWorker()
{
    const auto calls = std::exchange(m_calls, {});
    for (const auto &[reply, call] : calls) {
        reply->disconnect(this);
        reply->abort();
        call->finish(Failure{FailureCode::Cancelled, {}, {}, true});
        delete reply;
    }
}

void HttpWorker::start(const std::shared_ptr<HttpCall> &call)
{
    {
        const std::lock_guard lock(call->mutex);
        if (call->result)
            return; // given up before it was begun
    }
    QNetworkReply *reply = send(call->request);
    m_calls.emplace(reply, call);
    QObject::connect(reply, &QIODevice::readyRead, this, [this, reply] { read(reply); });
    QObject::connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
}

void HttpWorker::abort(const std::shared_ptr<HttpCall> &call)
{
    for (const auto &[reply, running] : m_calls) {
        if (running == call) {
            reply->abort(); // ends in finish()
            return;
        }
    }
}

QNetworkReply *HttpWorker::send(const HttpRequest &request)
{
    QNetworkRequest wanted(request.url);
    wanted.setSslConfiguration(m_tls);
    wanted.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    wanted.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wanted.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    wanted.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    wanted.setTransferTimeout(int(request.timeLimit.count()));
    wanted.setRawHeader("User-Agent", "Tallybridge/" TALLYBRIDGE_VERSION);
    for (const auto &[name, value] : request.headers)
        wanted.setRawHeader(name, value);
    UploadDevice *body = nullptr;
    if (hasBody(request.method)) {
        wanted.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        wanted.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        body = new UploadDevice(request.body);
    }
    QNetworkReply *reply = m_manager.sendCustomRequest(wanted, httpMethodName(request.method).data(), body);
    if (body)
        body->setParent(reply);
    return reply;
}

void HttpWorker::read(QNetworkReply *reply)
{
    const auto call = m_calls.find(reply);
    if (call == m_calls.end())
        return;
    QByteArray &body = m_bodies[reply];
    if (reply->isOpen())
        body += reply->readAll();
    const qint64 most = call->second->request.mostBytes;
    if (body.size() > most) {
        call->second->finish(Failure{FailureCode::AnswerTooLarge, {reply->url().host(), QString::number(most)}, {}, false});
        reply->abort();
    }
}

void HttpWorker::finish(QNetworkReply *reply)
{
    read(reply);
    const auto found = m_calls.find(reply);
    if (found == m_calls.end())
        return;
    const std::shared_ptr<HttpCall> call = found->second;
    m_calls.erase(found);
    HttpResponse response;
    response.body = std::move(m_bodies[reply]);
    m_bodies.erase(reply);
    reply->deleteLater();
    if (!isAnswer(*reply)) {
        call->finish(failureOf(*reply));
        return;
    }
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        response.headers.emplace_back(name, value);
    call->finish(std::move(response));
}

} // namespace tallybridge
