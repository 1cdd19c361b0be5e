#include "net/HttpMessage.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tallybridge {

namespace {

constexpr qint64 longestWait = 24 * 60 * 60; // seconds

QDateTime httpDate(const QByteArray &value)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(value.trimmed()), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace

QLatin1String httpMethodName(HttpRequest::Method method)
{
    switch (method) {
    case HttpRequest::Method::Get:
        return QLatin1String("GET");
    case HttpRequest::Method::Post:
        return QLatin1String("POST");
    case HttpRequest::Method::Patch:
        return QLatin1String("PATCH");
    case HttpRequest::Method::Put:
        return QLatin1String("PUT");
    case HttpRequest::Method::Delete:
        return QLatin1String("DELETE");
    }
    return QLatin1String("GET");
}

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

std::chrono::seconds HttpResponse::retryAfter() const
{
    return retryAfterOf(header("Retry-After"), header("Date"));
}

std::chrono::seconds retryAfterOf(const QByteArray &value, const QByteArray &date)
{
    bool isNumber = false;
    qint64 seconds = value.trimmed().toLongLong(&isNumber);
    if (!isNumber) {
        const QDateTime until = httpDate(value);
        const QDateTime now = httpDate(date);
        seconds = until.isValid() && now.isValid() ? now.secsTo(until) : 0;
    }
    return std::chrono::seconds(std::clamp<qint64>(seconds, 0, longestWait));
}

} // namespace tallybridge
