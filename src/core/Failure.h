#pragma once

#include "core/FailureCode.h"

#include <QString>
#include <QStringList>

namespace tallybridge {

/// Why an operation did not succeed. The engine sends the code and its arguments; ui/ and cli/ turn them into a sentence.
struct Failure {
    FailureCode code = FailureCode::Internal;
    /// What and where, in the order the code's sentence names them (file, line, entry, number …). Shown to the admin.
    QStringList arguments;
    /// Words of a library or the operating system, for the technical details. Never holds message text or a secret.
    QString detail;
    /// True when the same call may succeed later without anybody changing anything.
    bool retryable = false;
};

} // namespace tallybridge
