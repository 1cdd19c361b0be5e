#include "core/NameTable.h"
#include "mapping/MappingFile.h"

namespace tallybridge {

namespace {

const NameTable problemNames(std::array{
    std::pair{MappingProblemKind::NumberMissing, QLatin1String("number-missing")},
    std::pair{MappingProblemKind::NumberUnreadable, QLatin1String("number-unreadable")},
    std::pair{MappingProblemKind::NumberScientific, QLatin1String("number-scientific")},
    std::pair{MappingProblemKind::NumberNeedsRegion, QLatin1String("number-needs-region")},
    std::pair{MappingProblemKind::NumberDoubtful, QLatin1String("number-doubtful")},
    std::pair{MappingProblemKind::MailboxMissing, QLatin1String("mailbox-missing")},
    std::pair{MappingProblemKind::MailboxUnreadable, QLatin1String("mailbox-unreadable")},
    std::pair{MappingProblemKind::MailboxUnderInvalid, QLatin1String("mailbox-under-invalid")},
    std::pair{MappingProblemKind::DateUnreadable, QLatin1String("date-unreadable")},
    std::pair{MappingProblemKind::DatesReversed, QLatin1String("dates-reversed")},
    std::pair{MappingProblemKind::Duplicate, QLatin1String("duplicate")},
    std::pair{MappingProblemKind::Conflict, QLatin1String("conflict")},
    std::pair{MappingProblemKind::TooFewColumns, QLatin1String("too-few-columns")},
    std::pair{MappingProblemKind::QuoteNotClosed, QLatin1String("quote-not-closed")},
    std::pair{MappingProblemKind::Formula, QLatin1String("formula")},
    std::pair{MappingProblemKind::DayWithoutColumn, QLatin1String("day-without-column")},
    std::pair{MappingProblemKind::ColumnNotRead, QLatin1String("column-not-read")},
});

} // namespace

QLatin1String mappingProblemName(MappingProblemKind kind)
{
    return problemNames.name(kind);
}

std::span<const MappingProblemKind> allMappingProblemKinds()
{
    return problemNames.values();
}

} // namespace tallybridge
