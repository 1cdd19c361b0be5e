#pragma once

#include <QLatin1String>
#include <QStringView>
#include <optional>

namespace tallybridge {

/// What became of a copy.
enum class Outcome {
    Open,       ///< intent written, no receipt yet
    Imported,   ///< in the mailbox, whole
    Partial,    ///< in the mailbox, with attachments dropped
    Skipped,    ///< was there already
    Failed,     ///< not in the mailbox, see its FailureReason
    Superseded, ///< a failed entry that other copies of the same item have taken the place of
};

/// The machine name, e.g. "imported".
QLatin1String outcomeName(Outcome outcome);

/// The outcome with this machine name; nothing when there is none.
std::optional<Outcome> outcomeFromName(QStringView name);

} // namespace tallybridge
