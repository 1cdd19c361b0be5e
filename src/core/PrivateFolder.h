#pragma once

#include "core/Result.h"

#include <QString>

namespace tallybridge {

/// Makes a folder and those above it that are missing; only the acting account may enter those that were made, the others stay as they are.
/// path: absolute. Failures: FileNotWritable, DiskFull.
Result<void> makePrivateFolder(const QString &path);

} // namespace tallybridge
