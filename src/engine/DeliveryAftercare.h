#pragma once

#include "core/CancelToken.h"
#include "engine/RunContext.h"
#include "ledger/Ledger.h"
#include "ledger/OriginalTable.h"

#include <optional>
#include <vector>

namespace tallybridge {

/// A delivery that was handed to the pipeline in this run.
struct ImportedDelivery {
    SourceDelivery delivery;
    qint64 deliveryId = 0;
};

/// What is done for deliveries once their items have outcomes: originals of items with an unsettled copy are held, held ones of settled
/// items are let go, and what the settings want done at the source is done there. On the fetcher thread, or when it has ended.
class DeliveryAftercare
{
public:
    DeliveryAftercare(const RunContext &context, Ledger &ledger) : m_context(context), m_ledger(ledger), m_originals(ledger) {}

    /// Holds the originals of one finished delivery. Failures: the source's, HeldStore's, Cancelled, the ledger's.
    Result<void> hold(const SourceDelivery &delivery, qint64 deliveryId, const CancelToken &cancel);

    /// What did not work at the end of a run and keeps nobody from anything.
    struct Problem {
        Failure failure;
        QString delivery; ///< that stays at the source because of it; empty: none
    };
    struct End {
        std::vector<Problem> problems;
        std::optional<QStringList> notMoved; ///< deliveries that should have been moved or deleted; nothing when that was not found out
    };
    /// At the end of a run: holds what former runs left, lets go what is settled, moves or deletes at the source. Failures: the ledger's.
    Result<End> finish(const CancelToken &cancel);

private:
    using Unsettled = OriginalTable::Unsettled;
    bool isHeld(const Unsettled &item) const;
    bool isDamaged(const Unsettled &item) const;
    Result<void> holdItems(const QString &deliveryName, const std::vector<Unsettled> &items, const CancelToken &cancel);
    Result<bool> areHeld(const QString &deliveryName, const std::vector<Unsettled> &items, const CancelToken &cancel);
    Result<void> holdLeftOvers(const std::vector<Unsettled> &unsettled, std::vector<Problem> &problems, const CancelToken &cancel);
    Result<void> releaseFinished();
    void letGo(const std::vector<Unsettled> &unsettled);
    Result<void> changeSource(End &end, const CancelToken &cancel);

    const RunContext &m_context;
    Ledger &m_ledger;
    OriginalTable m_originals;
};

} // namespace tallybridge
