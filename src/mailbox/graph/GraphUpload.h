#pragma once

#include "mailbox/graph/GraphClient.h"
#include "mailbox/graph/GraphMessage.h"

namespace tallybridge::graph {

/// Adds files to a mail that is there already, one after the other: small ones in a request each, large ones through upload sessions.
class Upload
{
public:
    Upload(Client &client, QString user, QString message) : m_client(client), m_user(std::move(user)), m_message(std::move(message)) {}

    /// `there`: how many files the mail has. Goes on after cuts and throttling. Failures: ServiceRefused (retryable false: for good),
    /// Client's.
    Result<void> addAll(const std::vector<File> &files, size_t there, const CancelToken &cancel);

private:
    Result<void> add(const File &file, size_t there, const CancelToken &cancel);
    Result<void> post(const File &file, size_t there, const CancelToken &cancel);
    Result<void> session(const File &file, size_t there, const CancelToken &cancel);
    /// Sends from an offset on; returns the offset to go on with, the file's size when it is complete.
    Result<qint64> sendRange(const File &file, const QString &url, qint64 from, const CancelToken &cancel);
    Result<size_t> count(const CancelToken &cancel);
    QString path() const;

    Client &m_client;
    const QString m_user;
    const QString m_message;
};

/// Bytes of one range: a multiple of 320 KiB below 4 MB.
inline constexpr qint64 rangeBytes = 12 * 327'680;

/// "bytes 0-99/200".
QByteArray contentRange(qint64 from, qint64 length, qint64 total);
/// Where to go on, out of nextExpectedRanges ("100-", "100-199"); -1 when the answer does not say, or says nonsense.
qint64 nextOffset(const QJsonObject &answer, qint64 total);

} // namespace tallybridge::graph
