#include "ledger/LedgerNumbers.h"

#include <array>
#include <utility>

namespace tallybridge::ledgernumbers {

namespace {

// The partial indexes of LedgerSchema name these numbers.
constexpr std::array outcomes{
    std::pair{Outcome::Open, 0},    std::pair{Outcome::Imported, 1}, std::pair{Outcome::Partial, 2},
    std::pair{Outcome::Skipped, 3}, std::pair{Outcome::Failed, 4},   std::pair{Outcome::Superseded, 5},
};

// ItemTable::itemsToRetry() keeps a set of them in the bits of a number: at most 62.
constexpr std::array reasons{
    std::pair{FailureReason::Unmapped, 1},
    std::pair{FailureReason::OwnerUnmapped, 2},
    std::pair{FailureReason::AmbiguousNumber, 3},
    std::pair{FailureReason::NoMailbox, 4},
    std::pair{FailureReason::AccessDenied, 5},
    std::pair{FailureReason::ItemTooLarge, 6},
    std::pair{FailureReason::MalformedMessage, 7},
    std::pair{FailureReason::MissingFromDelivery, 8},
    std::pair{FailureReason::EncryptedItem, 9},
    std::pair{FailureReason::RejectedByDestination, 10},
    std::pair{FailureReason::DestinationUnavailable, 11},
    std::pair{FailureReason::Cancelled, 12},
};

constexpr std::array kinds{
    std::pair{ItemKind::Other, 0},       std::pair{ItemKind::Chat, 1},      std::pair{ItemKind::GroupChat, 2},
    std::pair{ItemKind::Call, 3},        std::pair{ItemKind::VoiceNote, 4}, std::pair{ItemKind::Image, 5},
    std::pair{ItemKind::Video, 6},       std::pair{ItemKind::File, 7},      std::pair{ItemKind::Location, 8},
    std::pair{ItemKind::ContactCard, 9}, std::pair{ItemKind::Deleted, 10},  std::pair{ItemKind::Edited, 11},
    std::pair{ItemKind::Reaction, 12},   std::pair{ItemKind::System, 13},
};

template <typename Rows, typename Enum>
int numberIn(const Rows &rows, Enum value)
{
    for (const auto &[key, number] : rows) {
        if (key == value)
            return number;
    }
    return -1;
}

template <typename Enum, typename Rows>
std::optional<Enum> valueIn(const Rows &rows, qint64 number)
{
    for (const auto &[key, known] : rows) {
        if (known == number)
            return key;
    }
    return std::nullopt;
}

} // namespace

int ofOutcome(Outcome outcome)
{
    return numberIn(outcomes, outcome);
}

std::optional<Outcome> outcome(qint64 number)
{
    return valueIn<Outcome>(outcomes, number);
}

int ofReason(std::optional<FailureReason> reason)
{
    return reason ? numberIn(reasons, *reason) : 0;
}

std::optional<FailureReason> reason(qint64 number)
{
    return valueIn<FailureReason>(reasons, number);
}

int ofKind(ItemKind kind)
{
    return numberIn(kinds, kind);
}

std::optional<ItemKind> kind(qint64 number)
{
    return valueIn<ItemKind>(kinds, number);
}

} // namespace tallybridge::ledgernumbers
