#include "mailbox/graph/GraphUpload.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tallybridge::graph {

namespace {

constexpr int mostAttempts = 8;
constexpr qint64 slack = 200'000; // bytes

bool mayComeRight(const Result<Reply> &reply)
{
    return reply ? reply->isTransient() || reply->isThrottled() || reply->status == 409 || reply->status == 412 : reply.failure().retryable;
}

std::chrono::milliseconds pauseAfter(const Result<Reply> &reply, int attempt)
{
    if (reply && reply->retryAfter.count() > 0)
        return reply->retryAfter;
    return backoff(attempt);
}

// A mail that is gone is made anew.
Failure lasting(Failure failure, const Reply &reply)
{
    failure.retryable = failure.retryable || reply.status == 404;
    return failure;
}

} // namespace

QByteArray contentRange(qint64 from, qint64 length, qint64 total)
{
    return "bytes " + QByteArray::number(from) + '-' + QByteArray::number(from + length - 1) + '/' + QByteArray::number(total);
}

qint64 nextOffset(const QJsonObject &answer, qint64 total)
{
    const QJsonArray ranges = answer[QLatin1String("nextExpectedRanges")].toArray();
    if (ranges.isEmpty())
        return -1;
    bool isNumber = false;
    const qint64 offset = ranges[0].toString().section(QLatin1Char('-'), 0, 0).toLongLong(&isNumber);
    return isNumber && offset >= 0 && offset < total ? offset : -1;
}

QString Upload::path() const
{
    return QLatin1String("users/") + encoded(m_user) + QLatin1String("/messages/") + encoded(m_message) + QLatin1String("/attachments");
}

Result<void> Upload::addAll(const std::vector<File> &files, size_t there, const CancelToken &cancel)
{
    for (const File &file : files) {
        if (auto added = add(file, there++, cancel); !added)
            return added;
    }
    return {};
}

Result<void> Upload::add(const File &file, size_t there, const CancelToken &cancel)
{
    const bool large = file.size() >= leastUploadedFile;
    auto added = large ? session(file, there, cancel) : post(file, there, cancel);
    // Where exactly "3 MB" lies is the service's to say.
    const bool wrongWay = !added && !added.failure().retryable && std::abs(file.size() - leastUploadedFile) < slack &&
                          added.failure().code == FailureCode::ServiceRefused;
    if (!wrongWay)
        return added;
    return large ? post(file, there, cancel) : session(file, there, cancel);
}

Result<size_t> Upload::count(const CancelToken &cancel)
{
    Call call;
    call.path = path() + QLatin1String("?$select=id");
    call.mailbox = m_user;
    size_t count = 0;
    const auto listed = m_client.list(
        call, [&count](const QJsonObject &) { ++count; }, cancel);
    return listed ? Result<size_t>(count) : Result<size_t>(listed.failure());
}

Result<void> Upload::post(const File &file, size_t there, const CancelToken &cancel)
{
    Call call;
    call.method = HttpRequest::Method::Post;
    call.path = path();
    call.body = fileJson(file);
    call.mailbox = m_user;
    for (int attempt = 1;; ++attempt) {
        const auto reply = m_client.send(call, cancel);
        if (reply && reply->status == 201)
            return {};
        // Anything but a plain refusal leaves open whether it was added.
        const bool isRefusal = reply && !reply->isSuccess() && !mayComeRight(reply);
        if (isRefusal)
            return lasting(m_client.refusalOf(*reply), *reply);
        if (!reply && !reply.failure().retryable)
            return reply.failure();
        const bool throttled = reply && reply->isThrottled();
        if (attempt >= mostAttempts && !throttled)
            return reply ? m_client.refusalOf(*reply) : reply.failure();
        m_client.pause(pauseAfter(reply, attempt), cancel);
        if (cancel.isCancelled())
            return Failure{FailureCode::Cancelled, {}, {}, true};
        if (throttled) {
            --attempt;
            continue;
        }
        const auto now = count(cancel);
        if (!now)
            return now.failure();
        if (*now > there)
            return {};
    }
}

Result<qint64> Upload::sendRange(const File &file, const QString &url, qint64 from, const CancelToken &cancel)
{
    Call call;
    call.method = HttpRequest::Method::Put;
    call.mailbox = m_user;
    call.body = file.bytes(from, rangeBytes);
    call.headers = {{"Content-Type", "application/octet-stream"}, {"Content-Range", contentRange(from, call.body.size(), file.size())}};
    const auto reply = m_client.upload(call, url, cancel);
    if (reply && reply->status == 201)
        return file.size();
    if (reply && reply->isSuccess()) {
        if (const qint64 next = nextOffset(reply->body, file.size()); next > from)
            return next;
    }
    if (!reply && !reply.failure().retryable)
        return reply.failure();
    if (reply && reply->isThrottled()) {
        m_client.pause(reply->retryAfter, cancel);
        return from;
    }
    m_client.pause(backoff(1), cancel);
    Call question;
    question.mailbox = m_user;
    const auto state = m_client.upload(question, url, cancel);
    if (state && state->isSuccess()) {
        if (const qint64 next = nextOffset(state->body, file.size()); next >= 0)
            return next;
    }
    // The session is over, or does not say where it stands: who asks looks at the mail.
    return state ? m_client.refusalOf(*state) : state.failure();
}

Result<void> Upload::session(const File &file, size_t there, const CancelToken &cancel)
{
    QJsonObject item{{QLatin1String("attachmentType"), QLatin1String("file")},
                     {QLatin1String("name"), file.name()},
                     {QLatin1String("size"), file.size()},
                     {QLatin1String("contentType"), QString::fromLatin1(file.type())},
                     {QLatin1String("isInline"), false}};
    if (!file.contentId().isEmpty())
        item.insert(QLatin1String("contentId"), QString::fromLatin1(file.contentId()));
    Call call;
    call.method = HttpRequest::Method::Post;
    call.path = path() + QLatin1String("/createUploadSession");
    call.body = QJsonDocument(QJsonObject{{QLatin1String("AttachmentItem"), item}}).toJson(QJsonDocument::Compact);
    call.mailbox = m_user;
    Failure last{FailureCode::ServiceRefused, {m_client.host(), {}, {}}, {}, true};
    for (int attempt = 1; attempt <= mostAttempts && !cancel.isCancelled(); ++attempt) {
        const auto begun = m_client.ask(call, cancel); // a session that nobody uses runs out by itself
        if (!begun)
            return begun.failure();
        if (!begun->isSuccess() && !mayComeRight(begun))
            return lasting(m_client.refusalOf(*begun), *begun);
        const QString url = begun->body[QLatin1String("uploadUrl")].toString();
        if (begun->status == 201 && !url.isEmpty()) {
            qint64 offset = 0;
            Result<qint64> next = offset;
            int stuck = 0;
            while (offset < file.size() && !cancel.isCancelled()) {
                next = sendRange(file, url, offset, cancel);
                stuck = next && *next > offset ? 0 : stuck + 1;
                if (!next || stuck > mostAttempts)
                    break;
                offset = *next;
            }
            if (offset >= file.size())
                return {};
            last = next ? last : next.failure();
            if (last.code == FailureCode::AnswerUnusable)
                return last;
        }
        m_client.pause(backoff(attempt), cancel);
        const auto now = count(cancel);
        if (!now)
            return now.failure();
        if (*now > there)
            return {};
    }
    last.retryable = true;
    return cancel.isCancelled() ? Failure{FailureCode::Cancelled, {}, {}, true} : last;
}

} // namespace tallybridge::graph
