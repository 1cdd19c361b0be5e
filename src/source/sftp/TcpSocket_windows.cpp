#include "source/sftp/HostLookup.h"
#include "source/sftp/TcpSocket.h"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <algorithm>

namespace tallybridge {

namespace {

// How soon a wish to stop is noticed.
constexpr int sliceMilliseconds = 100;

bool startSockets()
{
    static const bool started = [] {
        WSADATA data;
        return WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    return started;
}

void setOption(SOCKET socket, int level, int name, BOOL value)
{
    ::setsockopt(socket, level, name, reinterpret_cast<const char *>(&value), sizeof value);
}

} // namespace

std::vector<QByteArray> HostLookup::resolve(const QByteArray &host, quint16 port)
{
    std::vector<QByteArray> addresses;
    if (!startSockets())
        return addresses;
    addrinfoW hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfoW *found = nullptr;
    const std::wstring name = QString::fromUtf8(host).toStdWString();
    if (::GetAddrInfoW(name.c_str(), std::to_wstring(port).c_str(), &hints, &found) != 0)
        return addresses;
    for (const addrinfoW *one = found; one; one = one->ai_next)
        addresses.emplace_back(reinterpret_cast<const char *>(one->ai_addr), qsizetype(one->ai_addrlen));
    ::FreeAddrInfoW(found);
    return addresses;
}

TcpSocket::Attempt TcpSocket::begin(const QByteArray &bytes)
{
    const auto *address = reinterpret_cast<const sockaddr *>(bytes.constData());
    const SOCKET handle = ::socket(address->sa_family, SOCK_STREAM, 0);
    if (handle == INVALID_SOCKET)
        return {};
    Attempt attempt;
    attempt.socket.reset(new TcpSocket(qintptr(handle)));
    attempt.socket->neverBlock();
    setOption(handle, IPPROTO_TCP, TCP_NODELAY, TRUE);
    setOption(handle, SOL_SOCKET, SO_KEEPALIVE, TRUE);
    if (::connect(handle, address, int(bytes.size())) != 0) {
        attempt.error = ::WSAGetLastError();
        attempt.underWay = attempt.error == WSAEWOULDBLOCK;
    }
    return attempt;
}

int TcpSocket::pendingError() const
{
    int error = 0;
    int size = sizeof error;
    ::getsockopt(SOCKET(m_handle), SOL_SOCKET, SO_ERROR, reinterpret_cast<char *>(&error), &size);
    return error;
}

bool TcpSocket::isTimeOut(int error)
{
    return error == WSAETIMEDOUT;
}

QString TcpSocket::errorText(int error)
{
    return QStringLiteral("Winsock error %1").arg(error);
}

TcpSocket::~TcpSocket()
{
    if (m_handle != -1)
        ::closesocket(SOCKET(m_handle));
}

void TcpSocket::neverBlock() const
{
    u_long on = 1;
    ::ioctlsocket(SOCKET(m_handle), long(FIONBIO), &on);
}

qint64 TcpSocket::receive(char *bytes, qint64 size) const
{
    const int got = ::recv(SOCKET(m_handle), bytes, int(std::min<qint64>(size, INT_MAX)), 0);
    if (got > 0)
        return got;
    return got < 0 && ::WSAGetLastError() == WSAEWOULDBLOCK ? 0 : -1;
}

qint64 TcpSocket::send(const char *bytes, qint64 size) const
{
    const int sent = ::send(SOCKET(m_handle), bytes, int(std::min<qint64>(size, INT_MAX)), 0);
    if (sent >= 0)
        return sent;
    return ::WSAGetLastError() == WSAEWOULDBLOCK ? 0 : -1;
}

TcpSocket::Wait TcpSocket::wait(bool forReading, bool forWriting, Clock::time_point deadline, const CancelToken &cancel) const
{
    while (!cancel.isCancelled()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        const auto slice = long(std::clamp<qint64>(left, 0, sliceMilliseconds));
        // select(), because WSAPoll() of older Windows 10 never reports a refused connection.
        fd_set reading, writing, failing;
        FD_ZERO(&reading);
        FD_ZERO(&writing);
        FD_ZERO(&failing);
        if (forReading)
            FD_SET(SOCKET(m_handle), &reading);
        if (forWriting)
            FD_SET(SOCKET(m_handle), &writing);
        FD_SET(SOCKET(m_handle), &failing);
        timeval time{0, slice * 1000};
        const int ready = ::select(0, &reading, &writing, &failing, &time);
        if (ready != 0)
            return Wait::Ready;
        if (left <= 0)
            return Wait::TimedOut;
    }
    return Wait::Cancelled;
}

} // namespace tallybridge
