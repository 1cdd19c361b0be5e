#pragma once

#include "core/FailureReason.h"
#include "core/ItemKind.h"
#include "core/Outcome.h"

#include <optional>

/// The numbers that stand for the values of the large tables in the file. They never change, whatever the order of the
/// enums.
namespace tallybridge::ledgernumbers {

int ofOutcome(Outcome outcome);
std::optional<Outcome> outcome(qint64 number);

/// 0 stands for no reason.
int ofReason(std::optional<FailureReason> reason);
/// Nothing for 0 and for numbers nobody wrote; tell them apart by the number.
std::optional<FailureReason> reason(qint64 number);

int ofKind(ItemKind kind);
std::optional<ItemKind> kind(qint64 number);

} // namespace tallybridge::ledgernumbers
