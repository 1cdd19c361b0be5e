#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace tallybridge::test {

/// An HTTP/1.1 server on loopback whose answers a test gives; one thread for each connection. Bodies come with Content-Length.
class ScriptedHttpServer
{
public:
    struct Request {
        QByteArray method;
        QByteArray target; ///< path and query as sent
        QByteArray head;   ///< the fields
        QByteArray body;

        QByteArray field(const QByteArray &name) const
        {
            for (const QByteArray &line : head.split('\n')) {
                if (line.toLower().startsWith(QByteArray(name.toLower() + ':')))
                    return line.mid(name.size() + 1).trimmed();
            }
            return {};
        }
    };
    /// The whole answer; empty: the connection is cut.
    using Answer = std::function<QByteArray(const Request &)>;

    explicit ScriptedHttpServer(Answer answer) : m_answer(std::move(answer))
    {
        m_thread = std::thread([this] { listen(); });
        while (m_port == 0)
            std::this_thread::yield();
    }
    ~ScriptedHttpServer()
    {
        m_stop = true;
        m_thread.join();
    }

    QUrl url(const QString &path = {}) const { return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(int(m_port)).arg(path)); }
    std::vector<Request> requests() const
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

    static QByteArray answer(int status, const QByteArray &body, const QByteArray &fields = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " Scripted\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + fields +
               "\r\n" + body;
    }

private:
    void listen()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        std::vector<QByteArray> buffers;
        while (!m_stop) {
            server.waitForNewConnection(1);
            while (server.hasPendingConnections()) {
                sockets.emplace_back(server.nextPendingConnection());
                sockets.back()->setParent(nullptr);
                buffers.emplace_back();
            }
            for (size_t i = 0; i < sockets.size(); ++i)
                serve(*sockets[i], buffers[i]);
        }
    }

    void serve(QTcpSocket &socket, QByteArray &buffer)
    {
        if (socket.state() != QAbstractSocket::ConnectedState)
            return;
        socket.waitForReadyRead(1);
        buffer += socket.readAll();
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        const qsizetype lineEnd = buffer.indexOf("\r\n");
        const QList<QByteArray> words = buffer.left(lineEnd).split(' ');
        request.method = words.value(0);
        request.target = words.value(1);
        request.head = buffer.mid(lineEnd + 2, end - lineEnd);
        const qsizetype length = request.field("Content-Length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        request.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
        }
        const QByteArray answer = m_answer(request);
        if (answer.isEmpty()) {
            socket.abort();
            return;
        }
        socket.write(answer);
        socket.waitForBytesWritten(1000);
    }

    Answer m_answer;
    std::atomic<int> m_port = 0;
    std::atomic<bool> m_stop = false;
    mutable std::mutex m_mutex;
    std::vector<Request> m_requests;
    std::thread m_thread;
};

} // namespace tallybridge::test
