#pragma once

#include "core/CancelToken.h"

#include <chrono>

namespace tallybridge {

/// Waits until then; false when it was cancelled meanwhile.
bool pauseUntil(std::chrono::steady_clock::time_point then, const CancelToken &cancel);

} // namespace tallybridge
