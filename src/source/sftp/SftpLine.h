#pragma once

#include "core/Result.h"

#include <QByteArrayView>

namespace tallybridge {

/// What SFTP is spoken on: bytes both ways, in order. Calls block no longer than the time-out without a sign of life; after a failure the
/// line is of no use. One thread at a time.
class SftpLine
{
public:
    virtual ~SftpLine() = default;

    /// Gives at least one byte, at most size; 0 when the other side has ended it. Failures: SourceTimedOut, SourceConnectionLost,
    /// Cancelled.
    virtual Result<qint64> read(char *bytes, qint64 size) = 0;
    /// Sends all of it. Failures: as read().
    virtual Result<void> write(QByteArrayView bytes) = 0;
    /// The failure of a line that ends, or says what makes no sense.
    virtual Failure lost(const QString &why) const = 0;
};

} // namespace tallybridge
