#pragma once

#include "engine/DeliveryAftercare.h"
#include "engine/DeliveryIntake.h"
#include "engine/DeliveryLookAhead.h"
#include "engine/GoneDeliveries.h"
#include "engine/ItemFeed.h"
#include "engine/RunContext.h"
#include "ledger/FindingTable.h"
#include "ledger/Ledger.h"

#include <QSet>

namespace tallybridge {

/// Feeds the EMLs of the source's deliveries, oldest first: those not imported yet, or in a re-read those of the asked dates.
class DeliveryFeed : public ItemFeed
{
public:
    explicit DeliveryFeed(const RunContext &context) : m_context(context) {}

    Result<void> run(FeedPort &port) override;

private:
    Result<void> noteOtherFiles(const SourceListing &listing, FeedPort &port);
    Result<void> noteEmptySource(Ledger &ledger, FeedPort &port);
    Result<void> takeAll(const SourceListing &listing, Ledger &ledger, FeedPort &port);
    Result<void> recordFindings(const SourceListing &listing, FeedPort &port);
    QStringList stillOpen(const std::vector<Finding> &open, const QString &kind, const QStringList &now,
                          const QStringList &otherwise) const;
    Result<SourceListing> withThoseSeenBefore(SourceListing listing, Ledger &ledger) const;
    Result<QSet<QString>> filesThatAreNoZip(Ledger &ledger) const;
    Result<void> take(const SourceDelivery &delivery, DeliveryLookAhead &ahead, Ledger &ledger, FeedPort &port);
    Result<void> import(DeliveryIntake::Examined &examined, DeliveryLookAhead &ahead, Ledger &ledger, FeedPort &port);
    Result<void> feedPostponed(DeliveryIntake::Examined &examined, Ledger &ledger, FeedPort &port);
    Result<void> feedOne(DeliveryReader &reader, const DeliveryEntry &entry, RawItem raw, FeedPort &port);
    Result<void> careForImported(Ledger &ledger, FeedPort &port);
    Result<void> note(const QString &code, const QStringList &arguments, FeedPort &port) const;

    const RunContext &m_context;
    QSet<QString> m_read;                     ///< deliveries that could be read
    QStringList m_unreadable;                 ///< those that could not
    QStringList m_vanished;                   ///< those that were listed and not there any more
    std::vector<ImportedDelivery> m_imported; ///< whose originals are not held yet
    std::optional<GoneDeliveries> m_gone;
};

} // namespace tallybridge
