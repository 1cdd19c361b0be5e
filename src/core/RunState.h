#pragma once

#include <QLatin1String>
#include <QStringView>
#include <optional>

namespace tallybridge {

/// How a run stands or ended. A run ends in exactly one of the states other than Running.
enum class RunState { Running, Succeeded, WithFailures, Failed, Cancelled, Interrupted };

/// What a run was started for.
enum class RunKind { Sync, Resync, Retry, Repair };

/// The machine name, e.g. "with-failures".
QLatin1String runStateName(RunState state);
std::optional<RunState> runStateFromName(QStringView name);

/// The machine name, e.g. "resync".
QLatin1String runKindName(RunKind kind);
std::optional<RunKind> runKindFromName(QStringView name);

} // namespace tallybridge
