#pragma once

#include "core/Result.h"
#include "identity/RedirectAnswer.h"

namespace tallybridge {

/// How the question for an administrator's consent ended. That it was granted is only what the browser said: believe it when a token was
/// got and an access worked.
struct ConsentOutcome {
    enum class Kind { Granted, Refused, Cancelled, TimedOut };

    Kind kind = Kind::Refused;
    QString errorCode; ///< of a refusal, as oauthErrorCode() gives it; empty when the answer named none
    QString tenant;    ///< of a consent: the id of the tenant it was given in, to be compared

    /// answer: of LoopbackListener::wait().
    static ConsentOutcome of(const Result<RedirectAnswer> &answer);
};

} // namespace tallybridge
