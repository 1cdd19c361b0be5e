#include "engine/ConnectorLock.h"

#include "core/PrivateFolder.h"
#include "core/Sha256.h"

#include <QDir>
#include <QSysInfo>
#include <QtEndian>

#include <algorithm>

namespace tallybridge {

namespace {

QString lockPath(const EngineContext &context, qint64 connectorId)
{
    return context.dataFolder + QLatin1String("/locks/") + lockNameOf(connectorId);
}

} // namespace

QString lockNameOf(qint64 connectorId)
{
    return QLatin1String("connector-") + QString::number(connectorId) + QLatin1String(".lock");
}

Result<std::unique_ptr<platform::FileLock>> lockConnector(const EngineContext &context, qint64 connectorId, const QString &name)
{
    if (auto made = makePrivateFolder(context.dataFolder + QLatin1String("/locks")); !made)
        return made.failure();
    auto lock = platform::tryLock(lockPath(context, connectorId));
    if (lock && !*lock)
        return Failure{FailureCode::ConnectorBusy, {name}, {}, true};
    return lock;
}

quint32 writerNumber(const EngineContext &context, qint64 connectorId)
{
    const QByteArray who =
        QSysInfo::machineUniqueId() + '\n' + QDir(context.dataFolder).absolutePath().toUtf8() + '\n' + QByteArray::number(connectorId);
    return std::max<quint32>(1, qFromBigEndian<quint32>(Sha256::of(who).constData()));
}

bool isConnectorRunning(const EngineContext &context, qint64 connectorId)
{
    const QString path = lockPath(context, connectorId);
    if (!QFile::exists(path))
        return false;
    const auto lock = platform::tryLock(path);
    return lock && !*lock;
}

} // namespace tallybridge
