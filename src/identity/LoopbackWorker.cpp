#include "identity/LoopbackWorker.h"

#include <QNetworkProxy>
#include <QTimer>

#include <openssl/crypto.h>

#include <chrono>
#include <memory>
#include <utility>

namespace tallybridge {

namespace {

using Kind = LoopbackRequest::Kind;
using std::chrono::seconds;

constexpr qsizetype mostConnections = 32; // browsers open some ahead and leave them idle
constexpr seconds idlePatience{20};
constexpr seconds sendPatience{2};
constexpr int mostPorts = 20; // tries

bool isSame(const QByteArray &left, const QByteArray &right)
{
    return left.size() == right.size() && CRYPTO_memcmp(left.constData(), right.constData(), size_t(left.size())) == 0;
}

QByteArray pageBytes(int status, const ReturnPage &page)
{
    const QString title = page.title.toHtmlEscaped();
    const QByteArray body = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                                           "<meta name=\"viewport\" content=\"width=device-width\"><title>%1</title>"
                                           "<style>body{font:18px/1.5 sans-serif;max-width:36em;margin:15vh auto;padding:0 1em;"
                                           "color-scheme:light dark}</style></head><body><h1>%1</h1><p>%2</p></body></html>\n")
                                .arg(title, page.text.toHtmlEscaped())
                                .toUtf8();
    return "HTTP/1.1 " + QByteArray::number(status) + (status == 200 ? " OK" : " Refused") +
           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
           "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n"
           "Connection: close\r\n\r\n" +
           body;
}

} // namespace

LoopbackWorker::LoopbackWorker(QByteArray state, ReturnPages pages, std::function<void(const RedirectAnswer &)> answered,
                               std::function<void()> foreign)
    : m_state(std::move(state)), m_pages(std::move(pages)), m_answered(std::move(answered)), m_foreign(std::move(foreign))
{
    for (QTcpServer *server : {&m_server, &m_server6}) {
        server->setProxy(QNetworkProxy::NoProxy);
        connect(server, &QTcpServer::newConnection, this, [this, server] { accept(*server); });
    }
}

LoopbackWorker::~LoopbackWorker()
{
    for (QTcpSocket *socket : std::as_const(m_oldestFirst))
        socket->disconnect(this);
}

quint16 LoopbackWorker::listen()
{
    for (int i = 0; i < mostPorts; ++i) {
        if (!m_server.listen(QHostAddress::LocalHost))
            return 0;
        // Browsers may try ::1 first; another program of this computer must not sit there.
        if (m_server6.listen(QHostAddress::LocalHostIPv6, m_server.serverPort()) ||
            m_server6.serverError() != QAbstractSocket::AddressInUseError)
            return m_server.serverPort();
        m_server.close();
    }
    return 0;
}

void LoopbackWorker::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        // Who holds connections open must not keep the browser out.
        if (m_oldestFirst.size() >= mostConnections)
            m_oldestFirst.front()->abort();
        m_oldestFirst << socket;
        m_received.insert(socket, {});
        socket->setReadBufferSize(LoopbackRequest::mostBytes * 2);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { forget(socket); });
        QTimer::singleShot(idlePatience, socket, [socket] { socket->abort(); });
    }
}

void LoopbackWorker::forget(QTcpSocket *socket)
{
    m_received.remove(socket);
    m_oldestFirst.removeOne(socket);
    socket->deleteLater();
}

void LoopbackWorker::read(QTcpSocket *socket)
{
    const auto received = m_received.find(socket);
    if (received == m_received.end()) {
        socket->readAll(); // behind a request that was answered
        return;
    }
    *received += socket->readAll();
    const LoopbackRequest request = LoopbackRequest::read(*received, m_server.serverPort());
    switch (request.kind) {
    case Kind::Incomplete:
        return;
    case Kind::Malformed:
    case Kind::WrongHost:
        reply(socket, 400, m_pages.foreign);
        return;
    case Kind::WrongMethod:
        reply(socket, 405, m_pages.foreign);
        return;
    case Kind::WrongPath:
        reply(socket, 404, m_pages.foreign);
        return;
    case Kind::Answer:
        take(socket, request.answer);
        return;
    }
}

void LoopbackWorker::take(QTcpSocket *socket, const RedirectAnswer &answer)
{
    if (!isSame(answer.value(QLatin1String("state")).toUtf8(), m_state)) {
        m_foreign();
        reply(socket, 400, m_pages.foreign);
        return;
    }
    if (m_taken) {
        reply(socket, 410, m_pages.foreign);
        return;
    }
    m_taken = true;
    // The listener may go as soon as it is answered, so the page goes out first.
    const auto finish = [this, answer, finished = std::make_shared<bool>(false)] {
        if (!std::exchange(*finished, true))
            m_answered(answer);
    };
    connect(socket, &QTcpSocket::disconnected, this, finish);
    QTimer::singleShot(sendPatience, this, finish);
    reply(socket, 200, answer.isRefusal() ? m_pages.refused : m_pages.accepted);
}

void LoopbackWorker::reply(QTcpSocket *socket, int status, const ReturnPage &page)
{
    m_received.remove(socket);
    socket->write(pageBytes(status, page));
    socket->disconnectFromHost();
}

} // namespace tallybridge
