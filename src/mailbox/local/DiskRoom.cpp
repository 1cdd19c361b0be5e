#include "mailbox/local/DiskRoom.h"

#include <QStorageInfo>

namespace tallybridge {

Result<void> checkRoom(const QString &folder, qint64 bytes)
{
    const QStorageInfo disk(folder);
    const qint64 available = disk.isValid() ? disk.bytesAvailable() : -1;
    if (available < 0 || available >= bytes)
        return {};
    return Failure{FailureCode::DiskAlmostFull, {folder, QString::number(available)}, {}, true};
}

} // namespace tallybridge
