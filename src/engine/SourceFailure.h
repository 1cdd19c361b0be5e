#pragma once

#include "core/Failure.h"

namespace tallybridge {

/// What a run or dry run ends with when its source fails: SourceUnavailable [url, code and arguments of the cause]. Other failures stay as
/// they are.
Failure asSourceUnavailable(const Failure &failure, const QString &url);

} // namespace tallybridge
