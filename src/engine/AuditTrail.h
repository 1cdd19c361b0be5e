#pragma once

#include "core/Result.h"
#include "engine/EngineContext.h"
#include "ledger/Ledger.h"
#include "ledger/RunRecord.h"

#include <QJsonObject>

namespace tallybridge {

/// Appends an event of the acting account to the audit chain. Call inside the transaction of the change it speaks of.
Result<void> audit(Ledger &ledger, const EngineContext &engine, const QString &action, const QString &subject, const QJsonObject &before,
                   const QJsonObject &after);

/// The same as a transaction of its own, for a change outside the ledger that has been made already. Failures: the ledger's.
Result<void> auditAlone(const EngineContext &engine, const QString &action, const QString &subject, const QJsonObject &before,
                        const QJsonObject &after);

/// The event of a run that has ended, with its sums.
Result<void> auditRun(Ledger &ledger, const EngineContext &engine, const QString &connector, const RunRecord &run);

} // namespace tallybridge
