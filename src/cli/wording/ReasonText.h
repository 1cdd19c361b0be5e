#pragma once

#include "core/FailureReason.h"

#include <QString>

namespace tallybridge {

/// Why copies with this reason are not in their mailbox, as a short phrase.
QString reasonText(FailureReason reason);

/// What to do about it, one sentence.
QString reasonRemedy(FailureReason reason);

} // namespace tallybridge
