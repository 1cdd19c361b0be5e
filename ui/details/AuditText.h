#pragma once

#include "ledger/AuditLog.h"

namespace tallybridge {

/// One line for an event of the audit: what was done, to what, and the reason given. An unknown action is shown as it is.
QString auditText(const AuditEvent &event);

} // namespace tallybridge
