#pragma once

#include "core/CancelToken.h"
#include "engine/ProgressSnapshot.h"

#include <functional>

namespace tallybridge {

/// How the caller of a run follows and stops it.
struct RunControl {
    CancelToken cancel;
    /// Called on the thread that called the run, at most 10 times a second and once at the end.
    std::function<void(const ProgressSnapshot &)> progress;
};

} // namespace tallybridge
