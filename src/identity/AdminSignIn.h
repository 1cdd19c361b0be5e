#pragma once

#include "core/Clock.h"
#include "identity/Cloud.h"
#include "identity/Pkce.h"
#include "identity/RedirectAnswer.h"
#include "net/HttpClient.h"

#include <memory>

namespace tallybridge {

/// The sign-in of the person who sets a connector up, with authorization code and PKCE for the redirect of a desktop program: nothing of
/// the app's own credentials is sent. See https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow.
struct AdminSignInRequest {
    Cloud cloud;
    QString tenant; ///< id or domain
    QString clientId;
    QUrl redirect;
    QByteArray state;
    QByteArray nonce;
    Pkce pkce;
    /// Ask for the right to read who has Exchange's roles too, which only an administrator can agree to.
    bool readRoles = true;

    /// The page the person signs in at.
    QUrl url() const;
    /// What is asked for.
    QString scope() const;
};

/// A person who signed in.
struct SignedInPerson {
    Secret accessToken; ///< for Graph, in the name of this person; not kept longer than needed
    QString tenantId;   ///< lower case
    QString objectId;   ///< of the person in the tenant
    QString name;       ///< as the directory shows it; may be empty
    QString userName;   ///< "ada@contoso.com"; may be empty
};

/// Redeems the code of an answer and checks that the tokens are for this request: audience, nonce, time, and the tenant (tenantId as
/// tenantIdOf() gives it). Failures: AdminSignInRefused, TenantMismatch, AnswerUnusable, HttpClient's.
Result<SignedInPerson> redeemSignIn(HttpClient &http, const AdminSignInRequest &request, const RedirectAnswer &answer,
                                    const QString &tenantId, const Clock &clock, const CancelToken &cancel);

} // namespace tallybridge
