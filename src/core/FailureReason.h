#pragma once

#include <QLatin1String>
#include <QStringView>
#include <optional>
#include <span>

namespace tallybridge {

/// Why a copy is failed. The machine names are a contract with other programs.
enum class FailureReason {
    Unmapped,
    OwnerUnmapped,
    AmbiguousNumber,
    NoMailbox,
    AccessDenied,
    ItemTooLarge,
    MalformedMessage,
    MissingFromDelivery,
    EncryptedItem,
    RejectedByDestination,
    DestinationUnavailable,
    Cancelled,
};

/// The stable machine name, e.g. "owner-unmapped".
QLatin1String failureReasonName(FailureReason reason);

/// The reason with this machine name; nothing when there is none.
std::optional<FailureReason> failureReasonFromName(QStringView name);

/// All reasons, in the order of the enum.
std::span<const FailureReason> allFailureReasons();

/// True for the reasons that the next sync tries again by itself.
bool isFinishedBySync(FailureReason reason);

} // namespace tallybridge
