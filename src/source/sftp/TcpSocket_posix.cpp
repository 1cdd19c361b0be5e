#include "source/sftp/HostLookup.h"
#include "source/sftp/TcpSocket.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tallybridge {

namespace {

// How soon a wish to stop is noticed.
constexpr int sliceMilliseconds = 100;

// An idle connection is kept open through firewalls, and a dead one found, while deliveries are imported.
[[maybe_unused]] constexpr int keepAliveSeconds = 30;

void setOption(int fd, int level, int name, int value)
{
    ::setsockopt(fd, level, name, &value, sizeof value);
}

} // namespace

std::vector<QByteArray> HostLookup::resolve(const QByteArray &host, quint16 port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    std::vector<QByteArray> addresses;
    if (::getaddrinfo(host.constData(), QByteArray::number(port).constData(), &hints, &found) != 0)
        return addresses;
    for (const addrinfo *one = found; one; one = one->ai_next)
        addresses.emplace_back(reinterpret_cast<const char *>(one->ai_addr), qsizetype(one->ai_addrlen));
    ::freeaddrinfo(found);
    return addresses;
}

TcpSocket::Attempt TcpSocket::begin(const QByteArray &bytes)
{
    const auto *address = reinterpret_cast<const sockaddr *>(bytes.constData());
    const int fd = ::socket(address->sa_family, SOCK_STREAM, 0);
    if (fd < 0)
        return {};
    Attempt attempt;
    attempt.socket.reset(new TcpSocket(fd));
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    attempt.socket->neverBlock();
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_KEEPIDLE
    setOption(fd, IPPROTO_TCP, TCP_KEEPIDLE, keepAliveSeconds);
    setOption(fd, IPPROTO_TCP, TCP_KEEPINTVL, keepAliveSeconds);
#endif
    if (::connect(fd, address, socklen_t(bytes.size())) != 0) {
        attempt.error = errno;
        attempt.underWay = attempt.error == EINPROGRESS;
    }
    return attempt;
}

int TcpSocket::pendingError() const
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(int(m_handle), SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

bool TcpSocket::isTimeOut(int error)
{
    return error == ETIMEDOUT;
}

QString TcpSocket::errorText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

TcpSocket::~TcpSocket()
{
    if (m_handle >= 0)
        ::close(int(m_handle));
}

void TcpSocket::neverBlock() const
{
    ::fcntl(int(m_handle), F_SETFL, ::fcntl(int(m_handle), F_GETFL) | O_NONBLOCK);
}

qint64 TcpSocket::receive(char *bytes, qint64 size) const
{
    const ssize_t got = ::recv(int(m_handle), bytes, size_t(size), 0);
    if (got > 0)
        return got;
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) ? 0 : -1;
}

qint64 TcpSocket::send(const char *bytes, qint64 size) const
{
    const ssize_t sent = ::send(int(m_handle), bytes, size_t(size), 0);
    if (sent >= 0)
        return sent;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

TcpSocket::Wait TcpSocket::wait(bool forReading, bool forWriting, Clock::time_point deadline, const CancelToken &cancel) const
{
    pollfd poll{int(m_handle), short((forReading ? POLLIN : 0) | (forWriting ? POLLOUT : 0)), 0};
    while (!cancel.isCancelled()) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        const int ready = ::poll(&poll, 1, int(std::clamp<qint64>(left, 0, sliceMilliseconds)));
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return Wait::Ready;
        if (left <= 0)
            return Wait::TimedOut;
    }
    return Wait::Cancelled;
}

} // namespace tallybridge
