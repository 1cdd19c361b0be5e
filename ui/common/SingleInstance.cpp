#include "ui/common/SingleInstance.h"

#include "core/Sha256.h"

#include <QLocalSocket>

namespace tallybridge {

namespace {

// Both ends are on this computer; a window that does not answer by then is not there.
constexpr int answerMilliseconds = 500;

} // namespace

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent) : QObject(parent)
{
    const QString name = QLatin1String("tallybridge-") + QString::fromLatin1(Sha256::of(dataFolder.toUtf8()).toHex().left(24));
    QLocalSocket socket;
    socket.connectToServer(name);
    m_second = socket.waitForConnected(answerMilliseconds);
    if (m_second)
        return;
    // What a crashed window left behind must not keep this one from being found.
    QLocalServer::removeServer(name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(name);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *caller = m_server.nextPendingConnection())
            caller->deleteLater();
        Q_EMIT raiseRequested();
    });
}

} // namespace tallybridge
