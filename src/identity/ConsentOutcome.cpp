#include "identity/ConsentOutcome.h"

#include "identity/OAuthError.h"

namespace tallybridge {

ConsentOutcome ConsentOutcome::of(const Result<RedirectAnswer> &answer)
{
    ConsentOutcome outcome;
    if (!answer) {
        outcome.kind = answer.failure().code == FailureCode::Cancelled ? Kind::Cancelled : Kind::TimedOut;
        return outcome;
    }
    // The service says admin_consent=True beside errors too.
    if (answer->isRefusal()) {
        outcome.errorCode = oauthErrorCode(answer->value(QLatin1String("error")), answer->value(QLatin1String("error_description")));
        return outcome;
    }
    if (answer->value(QLatin1String("admin_consent")).compare(QLatin1String("True"), Qt::CaseInsensitive) != 0)
        return outcome;
    outcome.kind = Kind::Granted;
    outcome.tenant = answer->value(QLatin1String("tenant")).toLower();
    return outcome;
}

} // namespace tallybridge
