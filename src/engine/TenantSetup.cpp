#include "engine/TenantSetup.h"

#include "core/Pause.h"
#include "identity/ConsentOutcome.h"
#include "identity/LoopbackListener.h"

#include <algorithm>

namespace tallybridge {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds firstPause{1'000};
constexpr milliseconds longestPause{15'000};

Result<AppAccess> accessAfterConsent(TenantAccess &tenant, const QString &consentedTenant, milliseconds patience, const CancelToken &cancel)
{
    const auto deadline = steady_clock::now() + patience;
    for (milliseconds length = firstPause;; length = std::min(longestPause, length * 2)) {
        const auto access = tenant.probe(consentedTenant, cancel);
        if (access || !TenantSetup::mayComeWithConsent(access.failure()))
            return access;
        if (steady_clock::now() + length > deadline)
            return Failure{FailureCode::ConsentNotEffective, {tenant.tenant()}, QString(failureCodeName(access.failure().code)), true};
        if (!pauseUntil(steady_clock::now() + length, cancel))
            return Failure{FailureCode::Cancelled, {}, {}, true};
    }
}

} // namespace

bool TenantSetup::mayComeWithConsent(const Failure &failure)
{
    if (failure.code == FailureCode::PermissionMissing)
        return true;
    // The app has no service principal in the tenant yet.
    return failure.code == FailureCode::SignInRefused && failure.arguments.value(1) == QLatin1String("AADSTS7000229");
}

Result<QUrl> TenantSetup::consentLink(const ConnectorSettings &settings) const
{
    const auto tenant = m_engine.backends->makeTenantAccess(settings);
    if (!tenant)
        return tenant.failure();
    return (*tenant)->consentUrl(LoopbackListener::registeredUri(), unguessable());
}

Result<AppAccess> TenantSetup::askConsent(const ConnectorSettings &settings, const BrowserOrder &order, const CancelToken &cancel) const
{
    const auto tenant = m_engine.backends->makeTenantAccess(settings);
    if (!tenant)
        return tenant.failure();
    const QByteArray state = unguessable();
    const auto listener = LoopbackListener::open(state, order.pages);
    if (!listener)
        return listener.failure();
    order.show((*tenant)->consentUrl((*listener)->redirectUri(), state));
    const auto answer = (*listener)->wait(order.patience, cancel);
    const ConsentOutcome outcome = ConsentOutcome::of(answer);
    switch (outcome.kind) {
    case ConsentOutcome::Kind::Cancelled:
    case ConsentOutcome::Kind::TimedOut:
        return answer.failure();
    case ConsentOutcome::Kind::Refused:
        return Failure{FailureCode::ConsentRefused, {(*tenant)->tenant(), outcome.errorCode}, {}, false};
    case ConsentOutcome::Kind::Granted:
        break;
    }
    if (order.checking)
        order.checking();
    return accessAfterConsent(**tenant, outcome.tenant, order.settling, cancel);
}

Result<AppAccess> TenantSetup::check(const ConnectorSettings &settings, const CancelToken &cancel) const
{
    const auto tenant = m_engine.backends->makeTenantAccess(settings);
    if (!tenant)
        return tenant.failure();
    return (*tenant)->probe({}, cancel);
}

Result<Administrator> TenantSetup::signIn(const ConnectorSettings &settings, bool readRoles, const BrowserOrder &order,
                                          const CancelToken &cancel) const
{
    const auto tenant = m_engine.backends->makeTenantAccess(settings);
    if (!tenant)
        return tenant.failure();
    SignInTicket ticket;
    ticket.state = unguessable();
    ticket.nonce = unguessable();
    ticket.pkce = Pkce::make();
    ticket.readRoles = readRoles;
    const auto listener = LoopbackListener::open(ticket.state, order.pages);
    if (!listener)
        return listener.failure();
    ticket.redirect = (*listener)->redirectUri();
    order.show((*tenant)->signInUrl(ticket));
    const auto answer = (*listener)->wait(order.patience, cancel);
    if (!answer)
        return answer.failure();
    if (order.checking)
        order.checking();
    return (*tenant)->administrator(ticket, *answer, cancel);
}

} // namespace tallybridge
