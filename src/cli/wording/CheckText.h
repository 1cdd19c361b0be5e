#pragma once

#include "engine/CheckResult.h"

namespace tallybridge {

/// What was checked, as a question: "Can the source be read?".
QString checkQuestion(CheckResult::Subject subject);
/// The same about one result: a subject may have several.
QString checkQuestion(const CheckResult &result);

/// "yes", "no", "unknown", "not needed".
QString checkAnswerText(CheckResult::Answer answer);

/// What was found, or why not; may be empty.
QString checkDetail(const CheckResult &result);

} // namespace tallybridge
