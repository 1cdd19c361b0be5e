#pragma once

#include "core/CancelToken.h"
#include "engine/CheckResult.h"
#include "ledger/Ledger.h"
#include "mailbox/Destination.h"

#include <vector>

namespace tallybridge {

/// What has to be seen in the first real tenant before the import is trusted there, because it was tried against documentation only;
/// machine names, in the order of docs/microsoft365.md. Some of them the program can see at a mail of its own, others only a person.
const std::vector<QLatin1String> &firstTenantPoints();

/// One answer (Subject::FirstTenant, arguments [point]) for each point: yes, no, or unknown. Looks at one mail that was imported, and
/// changes nothing.
std::vector<CheckResult> checkFirstTenant(Ledger &ledger, qint64 connectorId, Destination &destination, const CancelToken &cancel);

} // namespace tallybridge
