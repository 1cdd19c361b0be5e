#include "core/RunState.h"

#include "core/NameTable.h"

namespace tallybridge {

namespace {

const NameTable runStateNames(std::array{
    std::pair{RunState::Running, QLatin1String("running")},
    std::pair{RunState::Succeeded, QLatin1String("succeeded")},
    std::pair{RunState::WithFailures, QLatin1String("with-failures")},
    std::pair{RunState::Failed, QLatin1String("failed")},
    std::pair{RunState::Cancelled, QLatin1String("cancelled")},
    std::pair{RunState::Interrupted, QLatin1String("interrupted")},
});

const NameTable runKindNames(std::array{
    std::pair{RunKind::Sync, QLatin1String("sync")},
    std::pair{RunKind::Resync, QLatin1String("resync")},
    std::pair{RunKind::Retry, QLatin1String("retry")},
    std::pair{RunKind::Repair, QLatin1String("repair")},
});

} // namespace

QLatin1String runStateName(RunState value)
{
    return runStateNames.name(value);
}

std::optional<RunState> runStateFromName(QStringView name)
{
    return runStateNames.value(name);
}

QLatin1String runKindName(RunKind value)
{
    return runKindNames.name(value);
}

std::optional<RunKind> runKindFromName(QStringView name)
{
    return runKindNames.value(name);
}

} // namespace tallybridge
