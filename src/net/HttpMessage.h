#pragma once

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <utility>
#include <vector>

namespace tallybridge {

using HttpHeaders = std::vector<std::pair<QByteArray, QByteArray>>;

/// What is asked of a server.
struct HttpRequest {
    enum class Method { Get, Post, Patch, Put, Delete };

    Method method = Method::Get;
    QUrl url; ///< absolute
    HttpHeaders headers;
    QByteArray body;                             ///< not for Get and Delete
    std::chrono::milliseconds timeLimit{60'000}; ///< for the whole call
    qint64 mostBytes = 8 << 20;                  ///< a longer answer is not read
};

/// "GET" etc., as RFC 9110 9.3 writes it.
QLatin1String httpMethodName(HttpRequest::Method method);

/// What a server answered.
struct HttpResponse {
    int status = 0;
    HttpHeaders headers;
    QByteArray body;

    /// The value of a field, its name in any case; empty when there is none.
    QByteArray header(QByteArrayView name) const;
    /// Whether the status is 2xx.
    bool isSuccess() const { return status >= 200 && status < 300; }
    /// Retry-After in seconds (RFC 9110 10.2.3, seconds or a date seen from the answer's own Date), at most a day; 0 when there is none.
    std::chrono::seconds retryAfter() const;
};

/// The same for a Retry-After value that stands elsewhere, as in the parts of a batch. date: of the answer, may be empty.
std::chrono::seconds retryAfterOf(const QByteArray &value, const QByteArray &date);

} // namespace tallybridge
