#include "engine/CheckResult.h"

#include "core/NameTable.h"

namespace tallybridge {

QLatin1String checkSubjectName(CheckResult::Subject subject)
{
    using S = CheckResult::Subject;
    static const NameTable names(std::array{
        std::pair{S::Source, QLatin1String("source")},
        std::pair{S::Deliveries, QLatin1String("deliveries")},
        std::pair{S::Imports, QLatin1String("imports")},
        std::pair{S::Mapping, QLatin1String("mapping")},
        std::pair{S::Destination, QLatin1String("destination")},
        std::pair{S::Mailbox, QLatin1String("mailbox")},
        std::pair{S::Consent, QLatin1String("consent")},
        std::pair{S::Staging, QLatin1String("staging")},
        std::pair{S::FirstTenant, QLatin1String("first-tenant")},
        std::pair{S::Findings, QLatin1String("findings")},
    });
    return names.name(subject);
}

QLatin1String checkAnswerName(CheckResult::Answer answer)
{
    using A = CheckResult::Answer;
    static const NameTable names(std::array{
        std::pair{A::Yes, QLatin1String("yes")},
        std::pair{A::No, QLatin1String("no")},
        std::pair{A::Unknown, QLatin1String("unknown")},
        std::pair{A::NotNeeded, QLatin1String("not-needed")},
    });
    return names.name(answer);
}

} // namespace tallybridge
