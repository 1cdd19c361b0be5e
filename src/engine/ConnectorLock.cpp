#include "engine/ConnectorLock.h"

#include <QDir>

namespace tallybridge {

namespace {

QString lockPath(const EngineContext &context, qint64 connectorId)
{
    return context.dataFolder + QLatin1String("/locks/connector-") + QString::number(connectorId) + QLatin1String(".lock");
}

} // namespace

Result<std::unique_ptr<platform::FileLock>> lockConnector(const EngineContext &context, qint64 connectorId, const QString &name)
{
    QDir().mkpath(context.dataFolder + QLatin1String("/locks"));
    auto lock = platform::tryLock(lockPath(context, connectorId));
    if (lock && !*lock)
        return Failure{FailureCode::ConnectorBusy, {name}, {}, true};
    return lock;
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
