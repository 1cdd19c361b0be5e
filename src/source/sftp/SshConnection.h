#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "source/sftp/SftpServer.h"
#include "source/sftp/TcpSocket.h"

#include <functional>
#include <memory>
#include <optional>

struct _LIBSSH2_SESSION;

namespace tallybridge {

/// An SSH connection up to its key exchange, and the waiting for all that follows: libssh2 never blocks, we wait for the socket with a
/// time-out and for a wish to stop. One thread at a time.
class SshConnection
{
public:
    /// hostKeyAlgorithms: libssh2's list; null: all that count as safe. Failures: TcpSocket's, SourceNotSsh, SourceTimedOut,
    /// SourceConnectionLost, Cancelled; nothing when libssh2 knows none of the algorithms.
    static Result<std::unique_ptr<SshConnection>> open(const SftpServer &server, const char *hostKeyAlgorithms, const CancelToken &cancel);
    ~SshConnection();
    SshConnection(const SshConnection &) = delete;
    SshConnection &operator=(const SshConnection &) = delete;

    /// Whose wish to stop counts from now on.
    void setCancel(const CancelToken &cancel) { m_cancel = cancel; }

    _LIBSSH2_SESSION *session() const { return m_session; }
    const SftpServer &server() const { return m_server; }
    QString serverName() const;

    /// "SHA256:…", as ssh-keygen prints it; empty when the library cannot tell.
    QString fingerprint() const;

    /// Repeats a call while it answers LIBSSH2_ERROR_EAGAIN, and gives its last answer; nothing when the time is over or it was cancelled,
    /// see failure().
    std::optional<qint64> drive(const std::function<qint64()> &call) { return drive(call, m_server.timeout); }
    std::optional<qint64> drive(const std::function<qint64()> &call, std::chrono::seconds limit);
    /// The same for calls that give a pointer, null for "not yet" and for failures.
    template <typename T>
    T *drivePointer(const std::function<T *()> &call, std::chrono::seconds limit)
    {
        T *made = nullptr;
        drive(
            [&]() -> qint64 {
                made = call();
                return made ? 0 : lastError();
            },
            limit);
        return made;
    }
    template <typename T>
    T *drivePointer(const std::function<T *()> &call)
    {
        return drivePointer<T>(call, m_server.timeout);
    }
    /// The last drive() gave nothing because its time was over.
    bool hasTimedOut() const { return m_waiting && m_waiting->code == FailureCode::SourceTimedOut; }
    int lastError() const;
    /// The library's words for it, for the technical detail.
    QString lastErrorText() const;

    /// Why the last drive() gave nothing, or that the connection is gone when it gave this code; nothing for other codes.
    std::optional<Failure> failure(qint64 code) const;

private:
    SshConnection(const SftpServer &server, const CancelToken &cancel) : m_server(server), m_cancel(cancel) {}

    SftpServer m_server;
    CancelToken m_cancel;
    std::unique_ptr<TcpSocket> m_socket;
    _LIBSSH2_SESSION *m_session = nullptr;
    std::optional<Failure> m_waiting; ///< why waiting ended
};

} // namespace tallybridge
