#pragma once

#include "identity/TokenSource.h"
#include "mailbox/graph/GraphLimiter.h"
#include "mailbox/graph/GraphReply.h"

#include <functional>

namespace tallybridge::graph {

/// A request to Graph.
struct Call {
    /// What its success looks like. One that looks otherwise says nothing about what was done.
    enum class Answer { Any, Object, List, Nothing };

    HttpRequest::Method method = HttpRequest::Method::Get;
    enum class Version { V1, Beta };

    QString path;    ///< behind "/v1.0/", encoded, with its query; or a whole address of a next page
    QByteArray body; ///< JSON, unless headers say otherwise
    QString mailbox; ///< id of the user whose mailbox it is about; empty: the directory
    qint64 mostBytes = 8 << 20;
    HttpHeaders headers;
    Version version = Version::V1;
    Answer answer = Answer::Any; ///< what ask() waits for
};

/// Sends requests to Graph within the limits, signed in. Any thread may call anything.
class Client
{
public:
    Client(std::shared_ptr<HttpClient> http, std::shared_ptr<TokenSource> tokens, Cloud cloud, const Limits &limits);

    /// Sends a request once (again only when the service refused its token, and so has not carried it out). When the limits have no room
    /// soon, it is not sent and the reply is a 429 with sent false. A failure that is retryable leaves open whether it was carried out.
    Result<Reply> send(const Call &call, const CancelToken &cancel);

    /// Asks a question until it is answered, with pauses that grow; waits out every throttling. The last reply or failure when the service
    /// does not answer for good; AnswerUnusable (retryable) when its success is not what Call::answer says. For Gets, and whatever may be
    /// done twice.
    Result<Reply> ask(const Call &call, const CancelToken &cancel);

    /// Sends bytes of an upload session: no token, an address that the service gave. Failures: AnswerUnusable (an address it must not be).
    Result<Reply> upload(const Call &call, const QString &url, const CancelToken &cancel);

    /// Calls page for each page of a list. Failures: ask()'s, refusalOf().
    Result<void> list(Call call, const std::function<void(const QJsonObject &)> &item, const CancelToken &cancel);

    /// Waits so long, or until cancelled.
    void pause(std::chrono::milliseconds length, const CancelToken &cancel);

    /// The failure that a refusal is: PermissionMissing or ServiceRefused.
    Failure refusalOf(const Reply &reply) const;
    QString host() const { return m_cloud.graph.host(); }

private:
    Result<Reply> sendOnce(HttpRequest request, const Call &call, bool signedIn, Limiter::Duration patience, const CancelToken &cancel);
    Result<HttpRequest> requestFor(const Call &call) const;

    const std::shared_ptr<HttpClient> m_http;
    const std::shared_ptr<TokenSource> m_tokens;
    const Cloud m_cloud;
    Limiter m_limiter;
};

/// How long to wait before a try, counted from 1, of something that failed for no lasting reason: doubling from half a second to a minute,
/// with a part left to chance, so that lanes do not come back together.
std::chrono::milliseconds backoff(int attempt);

} // namespace tallybridge::graph
