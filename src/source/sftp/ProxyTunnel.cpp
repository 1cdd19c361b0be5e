#include "source/sftp/ProxyTunnel.h"

#include "core/ServerName.h"

namespace tallybridge {

namespace {

constexpr qsizetype longestAnswer = 16384; // of an HTTP proxy, header and all
constexpr qsizetype longestField = 255;    // of SOCKS 5: one byte holds a length

/// Speaks to one proxy until the way is open.
class Tunnel
{
public:
    Tunnel(TcpSocket &socket, QString proxy, QString server, std::chrono::seconds limit, const CancelToken &cancel)
        : m_socket(socket)
        , m_proxy(std::move(proxy))
        , m_server(std::move(server))
        , m_limit(limit)
        , m_deadline(TcpSocket::Clock::now() + limit)
        , m_cancel(cancel)
    {
    }

    Result<void> socks5(const QString &user, const Secret &password, const QByteArray &host, quint16 port)
    {
        const bool named = !user.isEmpty();
        if (auto sent = send(named ? QByteArray("\x05\x02\x00\x02", 4) : QByteArray("\x05\x01\x00", 3)); !sent)
            return sent;
        const auto method = receive(2);
        if (!method)
            return method.failure();
        if (method->at(0) != 5)
            return refused(QStringLiteral("no SOCKS 5 proxy"));
        if (named && method->at(1) == 2) {
            if (auto signedIn = signIn(user.toUtf8(), password); !signedIn)
                return signedIn;
        } else if (method->at(1) != 0) {
            return refused(QStringLiteral("it wants another sign-in"));
        }
        if (host.size() > longestField)
            return refused(QStringLiteral("the server's name is too long"));
        if (auto sent = send(QByteArray("\x05\x01\x00\x03", 4) + char(host.size()) + host + char(port >> 8) + char(port & 0xff)); !sent)
            return sent;
        const auto head = receive(4);
        if (!head)
            return head.failure();
        if (head->at(1) != 0)
            return refused(QStringLiteral("SOCKS answer %1").arg(quint8(head->at(1))));
        return skipAddress(head->at(3));
    }

    Result<void> httpConnect(const QString &user, const Secret &password)
    {
        QByteArray request = "CONNECT " + m_server.toLatin1() + " HTTP/1.1\r\nHost: " + m_server.toLatin1() + "\r\n";
        if (!user.isEmpty()) {
            QByteArray clear = user.toUtf8() + ':' + password.view().toByteArray();
            request += "Proxy-Authorization: Basic " + clear.toBase64() + "\r\n";
            clear.fill('\0');
        }
        request += "\r\n";
        auto sent = send(request);
        request.fill('\0');
        if (!sent)
            return sent;
        // Byte by byte: what follows the empty line is the server's already.
        QByteArray answer;
        while (!answer.endsWith("\r\n\r\n")) {
            if (answer.size() >= longestAnswer)
                return refused(QStringLiteral("its answer is too long"));
            const auto byte = receive(1);
            if (!byte)
                return byte.failure();
            answer += *byte;
        }
        const QByteArray status = answer.startsWith("HTTP/1.") ? answer.mid(9, 3) : QByteArray();
        if (!status.startsWith('2'))
            return refused(status.isEmpty() ? QStringLiteral("no HTTP proxy")
                                            : QStringLiteral("HTTP status %1").arg(QLatin1String(status)));
        return {};
    }

private:
    Result<void> signIn(const QByteArray &user, const Secret &password)
    {
        if (user.size() > longestField || password.view().size() > longestField)
            return refused(QStringLiteral("user or password is too long"));
        QByteArray request =
            QByteArray("\x01", 1) + char(user.size()) + user + char(password.view().size()) + password.view().toByteArray();
        auto sent = send(request);
        request.fill('\0');
        if (!sent)
            return sent;
        const auto answer = receive(2);
        if (!answer)
            return answer.failure();
        return answer->at(1) == 0 ? Result<void>() : refused(QStringLiteral("sign-in refused"));
    }

    // The address the proxy connects from says nothing we need, but stands before the server's bytes.
    Result<void> skipAddress(char type)
    {
        qsizetype size = type == 1 ? 4 : 16;
        if (type == 3) {
            const auto length = receive(1);
            if (!length)
                return length.failure();
            size = quint8(length->at(0));
        } else if (type != 1 && type != 4) {
            return refused(QStringLiteral("no SOCKS 5 answer"));
        }
        const auto rest = receive(size + 2);
        return rest ? Result<void>() : Result<void>(rest.failure());
    }

    Result<void> send(const QByteArray &bytes)
    {
        for (qsizetype done = 0; done < bytes.size();) {
            const qint64 sent = m_socket.send(bytes.constData() + done, bytes.size() - done);
            if (sent < 0)
                return refused(QStringLiteral("it hangs up"));
            done += sent;
            if (sent == 0) {
                if (auto ready = await(false, true); !ready)
                    return ready;
            }
        }
        return {};
    }

    Result<QByteArray> receive(qsizetype size)
    {
        QByteArray bytes(size, '\0');
        for (qsizetype done = 0; done < size;) {
            const qint64 got = m_socket.receive(bytes.data() + done, size - done);
            if (got < 0)
                return refused(QStringLiteral("it hangs up")).failure();
            done += got;
            if (got == 0) {
                if (auto ready = await(true, false); !ready)
                    return ready.failure();
            }
        }
        return bytes;
    }

    Result<void> await(bool forReading, bool forWriting)
    {
        switch (m_socket.wait(forReading, forWriting, m_deadline, m_cancel)) {
        case TcpSocket::Wait::Ready:
            return {};
        case TcpSocket::Wait::TimedOut:
            return Failure{FailureCode::SourceTimedOut, {m_proxy, QString::number(m_limit.count())}, {}, true};
        case TcpSocket::Wait::Cancelled:
            break;
        }
        return Failure{FailureCode::Cancelled, {}, {}, true};
    }

    Result<void> refused(const QString &why) const { return Failure{FailureCode::SourceProxyRefused, {m_proxy, m_server, why}, {}, true}; }

    TcpSocket &m_socket;
    const QString m_proxy;
    const QString m_server;
    const std::chrono::seconds m_limit;
    const TcpSocket::Clock::time_point m_deadline;
    const CancelToken &m_cancel;
};

} // namespace

Result<std::unique_ptr<TcpSocket>> connectThroughProxy(const SftpProxy &proxy, const Secret &password, const QString &host, quint16 port,
                                                       std::chrono::seconds limit, const CancelToken &cancel)
{
    auto socket = TcpSocket::connect(proxy.host, proxy.port, limit, cancel);
    if (!socket)
        return socket;
    Tunnel tunnel(**socket, serverName(proxy.host, proxy.port), serverName(host, port), limit, cancel);
    const auto open = proxy.kind == SftpProxy::Kind::Socks5 ? tunnel.socks5(proxy.user, password, host.toUtf8(), port)
                                                            : tunnel.httpConnect(proxy.user, password);
    if (!open)
        return open.failure();
    return socket;
}

} // namespace tallybridge
