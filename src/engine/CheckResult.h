#pragma once

#include "core/Failure.h"

#include <QLatin1String>
#include <optional>

namespace tallybridge {

/// One live check and its answer.
struct CheckResult {
    enum class Subject { Source, Deliveries, Imports, Mapping, Destination, Mailbox, Consent, Staging, FirstTenant, Findings };
    enum class Answer { Yes, No, Unknown, NotNeeded };

    Subject subject = Subject::Source;
    Answer answer = Answer::Unknown;
    QStringList arguments;          ///< what was found: counts, names; their meaning goes with the subject
    std::optional<Failure> failure; ///< why not
};

QLatin1String checkSubjectName(CheckResult::Subject subject);
QLatin1String checkAnswerName(CheckResult::Answer answer);

} // namespace tallybridge
