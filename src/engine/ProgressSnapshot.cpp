#include "engine/ProgressSnapshot.h"

#include "core/NameTable.h"

namespace tallybridge {

QLatin1String progressPhaseName(ProgressSnapshot::Phase phase)
{
    using Phase = ProgressSnapshot::Phase;
    static const NameTable names(std::array{
        std::pair{Phase::Starting, QLatin1String("starting")},
        std::pair{Phase::ReadingBack, QLatin1String("reading-back")},
        std::pair{Phase::Listing, QLatin1String("listing")},
        std::pair{Phase::Checking, QLatin1String("checking")},
        std::pair{Phase::Importing, QLatin1String("importing")},
        std::pair{Phase::Finishing, QLatin1String("finishing")},
        std::pair{Phase::Verifying, QLatin1String("verifying")},
        std::pair{Phase::Done, QLatin1String("done")},
    });
    return names.name(phase);
}

} // namespace tallybridge
