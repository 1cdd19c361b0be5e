#pragma once

#include "engine/EngineContext.h"
#include "identity/ReturnPages.h"
#include "mailbox/TenantAccess.h"

#include <chrono>
#include <functional>

namespace tallybridge {

/// How a person is sent to a page in the browser, and waited for.
struct BrowserOrder {
    /// Called once with the page's link, on the calling thread, when this computer is ready for the browser to come back. The link is good
    /// on this computer, until the call ends.
    std::function<void(const QUrl &)> show;
    ReturnPages pages;
    std::chrono::milliseconds patience = std::chrono::minutes(15);
    /// Called on the calling thread when the browser has come back and the answer is being checked; may be null.
    std::function<void()> checking;
    /// How long a consent may take to have its effect after it was given.
    std::chrono::milliseconds settling = std::chrono::minutes(2);
};

/// An administrator's consent to the access of a connector, and who the administrator is. For settings of a connector or of a draft; what
/// is found is kept by nobody here. Calls block; one object per thread. Failures of all: ConsentNotNeeded,
/// the Backends', HttpClient's, Cancelled.
class TenantSetup
{
public:
    explicit TenantSetup(EngineContext engine) : m_engine(std::move(engine)) {}

    /// Whether a failure of check() is what a tenant says before an administrator's consent, and for a while after it.
    static bool mayComeWithConsent(const Failure &failure);

    /// The link for somebody else, on another computer. Afterwards the browser there finds nothing at localhost, which does not matter:
    /// check() tells whether it worked.
    Result<QUrl> consentLink(const ConnectorSettings &settings) const;

    /// Sends the administrator to the consent page, waits, and then signs the app in and uses the access: only that says the consent is
    /// there. Failures besides: LoopbackUnavailable, ConsentTimedOut, ConsentRefused, TenantMismatch, ConsentNotEffective (given, but
    /// access did not work in the time for that), TokenSource's.
    Result<AppAccess> askConsent(const ConnectorSettings &settings, const BrowserOrder &order, const CancelToken &cancel) const;

    /// Whether the access works now, without asking anybody. Failures besides: PermissionMissing, TenantMismatch, TokenSource's.
    Result<AppAccess> check(const ConnectorSettings &settings, const CancelToken &cancel) const;

    /// Has the administrator sign in. readRoles: find out about Exchange's role too, which a person who is no administrator cannot agree
    /// to. Failures besides: LoopbackUnavailable, ConsentTimedOut, AdminSignInRefused, TenantMismatch, AnswerUnusable, ServiceRefused.
    Result<Administrator> signIn(const ConnectorSettings &settings, bool readRoles, const BrowserOrder &order,
                                 const CancelToken &cancel) const;

private:
    EngineContext m_engine;
};

} // namespace tallybridge
