#pragma once

#include "app/OperationThreads.h"
#include "engine/TenantSetup.h"

#include <functional>

namespace tallybridge {

/// The consent and the sign-in of an administrator for a window: each on a thread of its own, with the link and the answer handed to the
/// thread that asked (the owner). Nothing is stored; it works with the settings of a draft as well as of a connector, whose secrets are
/// those of the EngineContext (the given store, then the keychain, filed under settings.vault).
///
/// How a page uses it:
///     m_desk.askConsent(draft.settings(), {texts, show, checking}, [](Result<AppAccess> access) { … });
/// - `show(url)` comes first: open the browser at it (the desk does so by itself when it was given a Browser) and offer it as *Copy link*;
///   it is good on this computer until the answer. For somebody else's computer use consentLink() and later check().
/// - `checking()` comes when the browser is back: show that the access is being tried; a new consent may take minutes.
/// - the answer comes exactly once, also after cancel() (Failure Cancelled). AppAccess: it works. failureText() has a sentence for every
///   failure: ConsentRefused (with the service's code), ConsentTimedOut, TenantMismatch, ConsentNotEffective (given; *check again* later),
///   PermissionMissing (check() only), SignInRefused, SecretMissing …
/// - signIn() gives who sets the connector up: put Administrator::userName into `draft.formerValues.setUpBy`, and it is kept with the
///   connector and in the audit from commit() on. globalAdministratorText() and importExportText() of cli/wording say its two answers and
///   what to do.
/// All functions are for the owner. Needs an application object that outlives it.
class ConsentDesk
{
public:
    /// Brings a function to the owner's thread and runs it there later, in the order of the calls; as ServiceHost::Post.
    using Post = std::function<void(std::function<void()>)>;
    /// Opens a page in the system's browser; called on the owner's thread (QDesktopServices::openUrl; a test's own).
    using Browser = std::function<void(const QUrl &)>;

    /// What becomes of one request on its way; all are called on the owner's thread and never after its answer.
    struct Steps {
        ReturnPages pages;                      ///< what the browser shows when it comes back: consentPages(), signInPages() of cli/wording
        std::function<void(const QUrl &)> show; ///< may be null
        std::function<void()> checking;         ///< may be null
        std::chrono::milliseconds patience = std::chrono::minutes(15);
        std::chrono::milliseconds settling = std::chrono::minutes(2); ///< for a consent to have its effect
    };
    template <typename T>
    using Done = std::function<void(Result<T>)>;

    /// browser: may be null, then only the link is shown.
    ConsentDesk(EngineContext context, Post post, Browser browser);
    /// Cancels everything and waits for the threads; answers come as far as Post still delivers.
    ~ConsentDesk() = default;
    ConsentDesk(const ConsentDesk &) = delete;
    ConsentDesk &operator=(const ConsentDesk &) = delete;

    /// The four questions; see TenantSetup for their failures.
    Operation askConsent(const ConnectorSettings &settings, Steps steps, Done<AppAccess> done);
    Operation check(const ConnectorSettings &settings, Done<AppAccess> done);
    Operation signIn(const ConnectorSettings &settings, bool readRoles, Steps steps, Done<Administrator> done);
    /// Answers at once.
    Result<QUrl> consentLink(const ConnectorSettings &settings) const;

private:
    template <typename T>
    Operation start(std::function<Result<T>(const TenantSetup &, const CancelToken &)> work, Done<T> done);
    BrowserOrder orderFor(Steps steps) const;

    const EngineContext m_context;
    const Post m_post;
    const Browser m_browser;
    OperationThreads m_runs;
};

} // namespace tallybridge
