#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "source/sftp/SftpServer.h"
#include "source/sftp/TcpSocket.h"

#include <functional>
#include <memory>
#include <optional>

struct ssh_session_struct;

namespace tallybridge {

/// An SSH connection up to its key exchange, and the waiting for all that follows: libssh never blocks, we wait for the socket with a
/// time-out and for a wish to stop. One thread at a time.
class SshConnection
{
public:
    /// hostKeyAlgorithms: libssh's list; null: all that count as safe. Failures: TcpSocket's, SourceNotSsh, SourceTimedOut,
    /// SourceConnectionLost, Cancelled; nothing when libssh knows none of the algorithms.
    static Result<std::unique_ptr<SshConnection>> open(const SftpServer &server, const char *hostKeyAlgorithms, const CancelToken &cancel);
    ~SshConnection();
    SshConnection(const SshConnection &) = delete;
    SshConnection &operator=(const SshConnection &) = delete;

    /// Whose wish to stop counts from now on.
    void setCancel(const CancelToken &cancel) { m_cancel = cancel; }
    bool isCancelled() const { return m_cancel.isCancelled(); }

    ssh_session_struct *session() const { return m_session; }
    const SftpServer &server() const { return m_server; }
    QString serverName() const;

    /// "SHA256:…", as ssh-keygen prints it; empty when the library cannot tell.
    QString fingerprint() const;

    /// Repeats a call while it answers `again` (SSH_AGAIN; sign-in has its own), and gives its last answer; nothing when the time is over
    /// or it was cancelled, see waitingFailure().
    std::optional<int> drive(int again, const std::function<int()> &call) { return drive(again, call, m_server.timeout); }
    std::optional<int> drive(int again, const std::function<int()> &call, std::chrono::seconds limit);
    /// Why the last drive() gave nothing.
    const std::optional<Failure> &waitingFailure() const { return m_waiting; }

    /// False when the library has given the connection up.
    bool isOpen() const;
    /// The server ended it in good order, as it does after too many tries.
    bool wasHungUp() const;
    /// That it is lost, with the library's words.
    Failure lost() const;
    Failure timedOut(std::chrono::seconds limit) const;
    static Failure cancelled() { return {FailureCode::Cancelled, {}, {}, true}; }
    /// The library's words for its last error, for the technical detail; without what the server wrote to say good-bye.
    QString lastErrorText() const;

private:
    SshConnection(const SftpServer &server, const CancelToken &cancel) : m_server(server), m_cancel(cancel) {}
    bool configure(const char *hostKeyAlgorithms);

    SftpServer m_server;
    CancelToken m_cancel;
    std::unique_ptr<TcpSocket> m_socket;
    ssh_session_struct *m_session = nullptr;
    bool m_socketGiven = false; ///< the library closes the socket
    std::optional<Failure> m_waiting;
};

} // namespace tallybridge
