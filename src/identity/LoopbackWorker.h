#pragma once

#include "identity/LoopbackRequest.h"
#include "identity/ReturnPages.h"

#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace tallybridge {

/// The part of LoopbackListener that lives in its thread.
class LoopbackWorker : public QObject
{
public:
    /// answered: called once, when the page for the answer has been sent. foreign: for each answer that belongs to another request.
    LoopbackWorker(QByteArray state, ReturnPages pages, std::function<void(const RedirectAnswer &)> answered,
                   std::function<void()> foreign);
    ~LoopbackWorker() override;

    /// The port it listens at, the same on 127.0.0.1 and, where there is IPv6, on ::1; 0 when there is none.
    quint16 listen();

private:
    void accept(QTcpServer &server);
    void read(QTcpSocket *socket);
    void take(QTcpSocket *socket, const RedirectAnswer &answer);
    void reply(QTcpSocket *socket, int status, const ReturnPage &page);
    void forget(QTcpSocket *socket);

    const QByteArray m_state;
    const ReturnPages m_pages;
    const std::function<void(const RedirectAnswer &)> m_answered;
    const std::function<void()> m_foreign;
    QTcpServer m_server;
    QTcpServer m_server6;
    QHash<QTcpSocket *, QByteArray> m_received; ///< of connections that were not answered yet
    QList<QTcpSocket *> m_oldestFirst;
    bool m_taken = false;
};

} // namespace tallybridge
