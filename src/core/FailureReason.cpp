#include "core/FailureReason.h"

#include "core/NameTable.h"

namespace tallybridge {

namespace {

const NameTable failureReasonNames(std::array{
    std::pair{FailureReason::Unmapped, QLatin1String("unmapped")},
    std::pair{FailureReason::OwnerUnmapped, QLatin1String("owner-unmapped")},
    std::pair{FailureReason::AmbiguousNumber, QLatin1String("ambiguous-number")},
    std::pair{FailureReason::NoMailbox, QLatin1String("no-mailbox")},
    std::pair{FailureReason::AccessDenied, QLatin1String("access-denied")},
    std::pair{FailureReason::ItemTooLarge, QLatin1String("item-too-large")},
    std::pair{FailureReason::MalformedMessage, QLatin1String("malformed-message")},
    std::pair{FailureReason::MissingFromDelivery, QLatin1String("missing-from-delivery")},
    std::pair{FailureReason::EncryptedItem, QLatin1String("encrypted-item")},
    std::pair{FailureReason::RejectedByDestination, QLatin1String("rejected-by-destination")},
    std::pair{FailureReason::DestinationUnavailable, QLatin1String("destination-unavailable")},
    std::pair{FailureReason::Cancelled, QLatin1String("cancelled")},
});

} // namespace

QLatin1String failureReasonName(FailureReason value)
{
    return failureReasonNames.name(value);
}

std::optional<FailureReason> failureReasonFromName(QStringView name)
{
    return failureReasonNames.value(name);
}

std::span<const FailureReason> allFailureReasons()
{
    return failureReasonNames.values();
}

bool isFinishedBySync(FailureReason reason)
{
    return reason == FailureReason::Cancelled || reason == FailureReason::DestinationUnavailable;
}

} // namespace tallybridge
