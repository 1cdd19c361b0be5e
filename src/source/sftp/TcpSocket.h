#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"

#include <QString>
#include <chrono>
#include <memory>

namespace tallybridge {

/// A connected TCP socket that never blocks. One file per platform implements what systems differ in.
class TcpSocket
{
public:
    using Clock = std::chrono::steady_clock;

    /// Looks the name up and connects to the first of its addresses that answers. Failures: SourceHostNotFound, SourceRefused,
    /// SourceTimedOut, Cancelled (within a quarter of a second).
    static Result<std::unique_ptr<TcpSocket>> connect(const QString &host, quint16 port, std::chrono::seconds limit,
                                                      const CancelToken &cancel);
    ~TcpSocket();
    TcpSocket(const TcpSocket &) = delete;
    TcpSocket &operator=(const TcpSocket &) = delete;

    enum class Wait { Ready, TimedOut, Cancelled };
    /// Waits until the socket can be read (or written) or was closed by the other side.
    Wait wait(bool forReading, bool forWriting, Clock::time_point deadline, const CancelToken &cancel) const;

    /// Bytes received or sent at once, at most size; 0 when wait() is to be called first, -1 when the connection is gone or was ended.
    qint64 receive(char *bytes, qint64 size) const;
    qint64 send(const char *bytes, qint64 size) const;

    /// The system's handle, for libraries.
    qintptr handle() const { return m_handle; }
    /// Undoes what a library has done to it.
    void neverBlock() const;
    /// The handle is somebody else's from now on, or closed already; nothing but the destructor may be called afterwards.
    void release() { m_handle = -1; }

private:
    /// A connection to one address that was begun: under way, or ended with the system's error (0: connected).
    struct Attempt {
        std::unique_ptr<TcpSocket> socket; ///< null: the system has none for this kind of address
        bool underWay = false;
        int error = 0;
    };

    explicit TcpSocket(qintptr handle) : m_handle(handle) {}

    // In the file of each platform.
    /// address: a sockaddr of the system.
    static Attempt begin(const QByteArray &address);
    /// What the connection ended with that was under way.
    int pendingError() const;
    static bool isTimeOut(int error);
    static QString errorText(int error);

    qintptr m_handle;
};

} // namespace tallybridge
