#pragma once

#include "core/RunState.h"
#include "engine/ProgressSnapshot.h"

#include <QString>

namespace tallybridge {

/// How a run stands, in words: "finished with failures".
QString runStateText(RunState state);

/// What a run was started for, in words: "retry".
QString runKindText(RunKind kind);

/// What a run is doing, in words: "checking deliveries".
QString phaseText(ProgressSnapshot::Phase phase);

} // namespace tallybridge
