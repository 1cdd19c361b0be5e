#pragma once

#include "core/Result.h"

#include <QString>

namespace tallybridge {

/// Bytes an archive's disk has to have free for a check to say yes; a day's deliveries rarely take more.
inline constexpr qint64 leastRoom = 64LL << 20;

/// Whether a folder's disk has this many bytes free; yes where the system does not tell. Failures: DiskAlmostFull.
Result<void> checkRoom(const QString &folder, qint64 bytes);

} // namespace tallybridge
