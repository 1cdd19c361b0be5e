#pragma once

#include "core/Result.h"
#include "engine/AdmissionPlan.h"
#include "engine/DeliveryIntake.h"
#include "engine/EngineContext.h"
#include "engine/RawItem.h"
#include "engine/RunControl.h"
#include "engine/RunSetup.h"
#include "ledger/Ledger.h"

#include <QDate>

namespace tallybridge {

/// Counts what a sync would do, by the same decisions, and writes nothing: no ledger, no mailbox, no lock.
class DryRun
{
public:
    explicit DryRun(const EngineContext &engine) : m_engine(engine) {}

    /// from/to as of a sync. The record has id 0. Failures: as ImportRun::run, SourceUnavailable, Cancelled.
    Result<RunRecord> run(const QString &connectorName, QDate from, QDate to, const RunControl &control);

private:
    struct Work;
    Result<void> readBackIfNew(Work &work, bool needsReadBack, const CancelToken &cancel);
    Result<void> countDelivery(Work &work, const SourceDelivery &delivery, const CancelToken &cancel);
    Result<void> countItem(Work &work, RawItem raw);
    Result<AdmissionInput> inputFor(Work &work, const PreparedItem &item);

    const EngineContext &m_engine;
};

} // namespace tallybridge
