#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"
#include "mailbox/TenantAccess.h"

#include <optional>

namespace tallybridge {

class Ledger;

/// What an administrator of the tenant has answered about a connector, for the audit.
struct TenantAnswers {
    std::optional<AppAccess> consent;           ///< was given, and this access came of it
    std::optional<Administrator> administrator; ///< has signed in
};

/// Appends the events "administrator-signed-in" and "consent-granted", as far as there was an answer. formerAdministrator: user name of who
/// had set the connector up before; may be empty. Call inside the transaction of the change. Failures: the ledger's.
Result<void> auditAnswers(Ledger &ledger, const EngineContext &engine, const QString &connector, const TenantAnswers &answers,
                          const QString &formerAdministrator);

} // namespace tallybridge
