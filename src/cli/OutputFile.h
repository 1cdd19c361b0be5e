#pragma once

#include "core/Result.h"

#include <QIODevice>
#include <functional>

namespace tallybridge {

/// Writes a file in one step: what is there stays until the new one is whole and on the disk. "-" is standard output;
/// devices and pipes are written as they are. write gives false when the device does not take it. Failures:
/// FileNotWritable, DiskFull.
Result<void> writeOutputFile(const QString &path, const std::function<bool(QIODevice &)> &write);

} // namespace tallybridge
