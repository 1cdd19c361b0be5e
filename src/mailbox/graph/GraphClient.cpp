#include "mailbox/graph/GraphClient.h"

#include "core/Pause.h"

#include <QRandomGenerator>

#include <algorithm>

namespace tallybridge::graph {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int mostAttempts = 6;
constexpr int mostTokens = 3; // for one request
constexpr int mostPages = 100'000;
constexpr seconds sendPatience{2}; // longer waits give the lane back
constexpr seconds askPatience{10 * 60};
constexpr seconds unsaidPause{5}; // a 429 without Retry-After
constexpr milliseconds shortestBackoff{500};
constexpr milliseconds longestBackoff{60'000};

bool isAnswer(const Reply &reply, Call::Answer wanted)
{
    switch (wanted) {
    case Call::Answer::Any:
        return true;
    case Call::Answer::Object:
        return !readId(reply.body[QLatin1String("id")]).isEmpty();
    case Call::Answer::List:
        return reply.body[QLatin1String("value")].isArray();
    case Call::Answer::Nothing:
        return reply.status == 204;
    }
    return true;
}

bool changesSomething(HttpRequest::Method method)
{
    return method != HttpRequest::Method::Get;
}

/// Big bodies take their time on slow lines.
milliseconds timeLimitFor(qint64 bytes)
{
    constexpr qint64 slowest = 20'000; // bytes a second
    return seconds(60) + seconds(bytes / slowest);
}

} // namespace

milliseconds backoff(int attempt)
{
    const milliseconds full = std::min<milliseconds>(longestBackoff, shortestBackoff * (1 << std::clamp(attempt - 1, 0, 10)));
    return full * 3 / 4 + milliseconds(QRandomGenerator::global()->bounded(int(full.count() / 2)));
}

Client::Client(std::shared_ptr<HttpClient> http, std::shared_ptr<TokenSource> tokens, Cloud cloud, const Limits &limits)
    : m_http(std::move(http)), m_tokens(std::move(tokens)), m_cloud(std::move(cloud)), m_limiter(limits)
{
}

Result<HttpRequest> Client::requestFor(const Call &call) const
{
    HttpRequest request;
    request.method = call.method;
    if (call.path.startsWith(QLatin1String("https://")) || call.path.startsWith(QLatin1String("http://"))) {
        // The token must not go where a page of the service points to by mistake or on purpose.
        request.url = QUrl(call.path);
        if (!request.url.isValid() || request.url.scheme() != m_cloud.graph.scheme() || request.url.host() != m_cloud.graph.host() ||
            request.url.port() != m_cloud.graph.port() || !request.url.userInfo().isEmpty())
            return Failure{FailureCode::AnswerUnusable, {host()}, {}, false};
    } else {
        request.url =
            QUrl::fromEncoded(QString(m_cloud.graph.toString(QUrl::FullyEncoded) +
                                      (call.version == Call::Version::Beta ? QLatin1String("/beta/") : QLatin1String("/v1.0/")) + call.path)
                                  .toLatin1(),
                              QUrl::StrictMode);
    }
    request.headers = call.headers;
    request.headers.emplace_back("Accept", "application/json");
    request.headers.emplace_back("Prefer", "IdType=\"ImmutableId\"");
    const auto isType = [](const auto &header) { return header.first == "Content-Type"; };
    if (!call.body.isEmpty() && std::none_of(call.headers.begin(), call.headers.end(), isType))
        request.headers.emplace_back("Content-Type", "application/json");
    request.body = call.body;
    request.mostBytes = call.mostBytes;
    request.timeLimit = timeLimitFor(call.body.size());
    return request;
}

Result<Reply> Client::sendOnce(HttpRequest request, const Call &call, bool signedIn, Limiter::Duration patience, const CancelToken &cancel)
{
    auto permit = m_limiter.acquire(call.mailbox, changesSomething(call.method) ? request.body.size() : 0, patience, cancel);
    if (!permit) {
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        Reply reply;
        reply.status = 429;
        reply.sent = false;
        reply.retryAfter = std::chrono::ceil<seconds>(permit.wait());
        return reply;
    }
    const qsizetype fields = qsizetype(request.headers.size());
    for (int i = 0; i < mostTokens; ++i) {
        Secret token;
        if (signedIn) {
            const auto got = m_tokens->token(cancel);
            if (!got)
                return got.failure();
            token = *got;
            request.headers.resize(size_t(fields));
            request.headers.emplace_back("Authorization", QByteArray("Bearer ").append(token.view()));
        }
        const auto response = m_http->call(request, cancel);
        if (!response)
            return response.failure();
        if (response->status == 401 && signedIn && i + 1 < mostTokens) {
            m_tokens->refuse(token, challengeClaims(response->header("WWW-Authenticate")));
            continue;
        }
        const bool isThrottled = response->status == 429;
        seconds pause = response->retryAfter();
        if (isThrottled) {
            pause = pause.count() == 0 ? unsaidPause : pause;
            m_limiter.refused(call.mailbox, permit.begun(), pause);
        } else if (response->status >= 200 && response->status < 300) {
            m_limiter.taken();
        }
        permit.release(); // the next request need not wait until this answer is read
        Reply reply = readReply(response->status, response->body);
        reply.retryAfter = pause;
        return reply;
    }
    return Failure{FailureCode::Internal, {QStringLiteral("token")}, {}, false};
}

Result<Reply> Client::send(const Call &call, const CancelToken &cancel)
{
    auto request = requestFor(call);
    if (!request)
        return request.failure();
    return sendOnce(std::move(*request), call, true, sendPatience, cancel);
}

Result<Reply> Client::ask(const Call &call, const CancelToken &cancel)
{
    const auto request = requestFor(call);
    if (!request)
        return request.failure();
    for (int attempt = 1;; ++attempt) {
        auto reply = sendOnce(*request, call, true, askPatience, cancel);
        if (reply && reply->isSuccess() && !isAnswer(*reply, call.answer))
            reply = Failure{FailureCode::AnswerUnusable, {host()}, {}, true};
        const bool again = reply ? reply->isThrottled() || reply->isTransient() : reply.failure().retryable;
        if (!again || cancel.isCancelled())
            return reply;
        // Being throttled is no failure, however often.
        if (reply && reply->isThrottled())
            --attempt;
        if (attempt >= mostAttempts)
            return reply;
        milliseconds length = backoff(std::max(1, attempt));
        if (reply && reply->retryAfter.count() > 0)
            length = reply->retryAfter;
        pause(length, cancel);
    }
}

Result<Reply> Client::upload(const Call &call, const QString &url, const CancelToken &cancel)
{
    HttpRequest request;
    request.method = call.method;
    request.url = QUrl(url, QUrl::StrictMode);
    if (!m_cloud.mayUploadTo(request.url))
        return Failure{FailureCode::AnswerUnusable, {host()}, {}, false};
    request.headers = call.headers;
    request.body = call.body;
    request.mostBytes = call.mostBytes;
    request.timeLimit = timeLimitFor(call.body.size());
    return sendOnce(std::move(request), call, false, askPatience, cancel);
}

Result<void> Client::list(Call call, const std::function<void(const QJsonObject &)> &item, const CancelToken &cancel)
{
    call.answer = Call::Answer::List;
    for (int i = 0; i < mostPages; ++i) {
        const auto reply = ask(call, cancel);
        if (!reply)
            return reply.failure();
        if (!reply->isSuccess())
            return refusalOf(*reply);
        const Page page = readPage(reply->body);
        for (const QJsonObject &object : page.items)
            item(object);
        if (page.next.isEmpty())
            return {};
        call.path = page.next;
    }
    return Failure{FailureCode::AnswerUnusable, {host()}, {}, false};
}

void Client::pause(milliseconds length, const CancelToken &cancel)
{
    pauseUntil(std::chrono::steady_clock::now() + length, cancel);
}

Failure Client::refusalOf(const Reply &reply) const
{
    return {FailureCode::ServiceRefused,
            {host(), QString::number(reply.status), reply.errorCode},
            {},
            reply.isTransient() || reply.isThrottled()};
}

} // namespace tallybridge::graph
