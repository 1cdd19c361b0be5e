#pragma once

#include "core/Result.h"
#include "core/platform.h"
#include "engine/EngineContext.h"

namespace tallybridge {

/// Name of the connector's lock file in the folder "locks" of the data folder.
QString lockNameOf(qint64 connectorId);

/// Takes the connector's lock, which one run at a time holds, whatever process it is in. Failures: ConnectorBusy, FileNotWritable.
Result<std::unique_ptr<platform::FileLock>> lockConnector(const EngineContext &context, qint64 connectorId, const QString &name);

/// The number with which the holder of the lock writes to a destination (Destination::setWriter): another for each connector, data folder
/// and computer.
quint32 writerNumber(const EngineContext &context, qint64 connectorId);

/// Whether some process holds the lock now.
bool isConnectorRunning(const EngineContext &context, qint64 connectorId);

} // namespace tallybridge
