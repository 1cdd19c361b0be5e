#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "identity/Pkce.h"
#include "identity/RedirectAnswer.h"
#include "mailbox/Administrator.h"

#include <QStringList>
#include <QUrl>

namespace tallybridge {

/// What an app has in a tenant, found out by using it.
struct AppAccess {
    QString tenantId;
    /// Application permissions that were consented to for the whole tenant, as the token shows them. A role that is limited to some
    /// mailboxes (RBAC for Applications) is never among them.
    QStringList roles;

    /// Whether the app may read and write every mailbox of the tenant.
    bool mayWriteEverywhere() const { return roles.contains(QLatin1String("Mail.ReadWrite")); }
};

/// What a sign-in of a person has to bring back.
struct SignInTicket {
    QUrl redirect;
    QByteArray state;
    QByteArray nonce;
    Pkce pkce;
    bool readRoles = true; ///< ask for the right to read Exchange's roles, which needs an administrator's consent
};

/// The tenant behind a destination, where an administrator's consent is needed. Any thread may call anything.
class TenantAccess
{
public:
    virtual ~TenantAccess() = default;

    /// The tenant as the connector names it: id or domain.
    virtual QString tenant() const = 0;

    /// The page where an administrator consents. redirect: registered for the app; the port of localhost does not count.
    virtual QUrl consentUrl(const QUrl &redirect, const QByteArray &state) const = 0;

    /// Signs the app in anew and uses the access: reads the directory. consentedTenant: what a consent named, which has to be this tenant;
    /// may be empty. Failures: TenantMismatch, PermissionMissing (no consent, or it has not taken effect yet), TokenSource's.
    virtual Result<AppAccess> probe(const QString &consentedTenant, const CancelToken &cancel) = 0;

    /// The page where the administrator signs in.
    virtual QUrl signInUrl(const SignInTicket &ticket) const = 0;

    /// Who came back from there. Failures: AdminSignInRefused, TenantMismatch, AnswerUnusable, HttpClient's.
    virtual Result<Administrator> administrator(const SignInTicket &ticket, const RedirectAnswer &answer, const CancelToken &cancel) = 0;
};

} // namespace tallybridge
