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
#include <set>

namespace tallybridge {

/// Counts what a sync would do, by the same decisions, and writes nothing: no ledger, no mailbox, no lock.
class DryRun
{
public:
    explicit DryRun(const EngineContext &engine) : m_engine(engine) {}

    /// from/to as of a sync. The record has id 0. Failures: as ImportRun::run, SourceUnavailable, Cancelled.
    Result<RunRecord> run(const QString &connectorName, QDate from, QDate to, const RunControl &control);

    /// What the first sync of a connector that does not exist yet would come to.
    struct Trial {
        Sums sums;
        std::set<MailAddress> mailboxes;      ///< that would get a copy
        std::set<QString> unmapped;           ///< numbers and addresses of people who have no mailbox in the mapping
        std::set<MailAddress> withoutMailbox; ///< mailboxes of the mapping that the destination does not know
    };
    /// connector: as it would be added; its archive folders are read back. The ledger is not looked at. Failures: as run().
    Result<Trial> tryOut(const ConnectorRecord &connector, const RunControl &control);

private:
    struct Work;
    Result<RunRecord> count(Ledger &ledger, const ConnectorRecord &connector, QDate from, QDate to, const RunControl &control);
    Result<void> readBackIfNew(Work &work, bool needsReadBack, const CancelToken &cancel);
    Result<void> countDelivery(Work &work, const SourceDelivery &delivery, const CancelToken &cancel);
    Result<void> countItem(Work &work, RawItem raw);
    Result<AdmissionInput> inputFor(Work &work, const PreparedItem &item);

    const EngineContext &m_engine;
    Trial m_people;
};

} // namespace tallybridge
