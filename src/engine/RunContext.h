#pragma once

#include "core/Clock.h"
#include "engine/ConnectorSettings.h"
#include "engine/ConnectorType.h"
#include "ledger/RunRecord.h"
#include "mailbox/Destination.h"
#include "mapping/RecipientResolver.h"
#include "source/DeliverySource.h"
#include "staging/HeldStore.h"

#include <QDate>
#include <memory>
#include <set>
#include <vector>

namespace tallybridge {

/// What the parts of one run share. Made by ImportRun; read-only while the run goes on, except the source (fetcher only) and the
/// destination (which any thread may call).
struct RunContext {
    QString ledgerPath;
    qint64 connectorId = 0;
    const ConnectorType *type = nullptr;
    ConnectorSettings settings;
    RunRecord run; ///< as it was started
    std::shared_ptr<const Clock> clock;
    std::unique_ptr<DeliverySource> source;
    std::unique_ptr<Destination> destination;
    std::shared_ptr<const RecipientResolver> resolver;
    std::unique_ptr<HeldStore> held; ///< fetcher only; null for a connector without a vault

    QDate from; ///< delivery dates of a re-read, inclusive; invalid = open
    QDate to;
    std::vector<FailureReason> reasons; ///< of a retry; empty = any
    bool partialOnly = false;           ///< of a retry: partial copies and no failed ones
    std::set<qint64> repairCopies;      ///< of a repair: copies that verify missed
    qint64 firstRunHere = 0;            ///< receipts of earlier runs are of a former destination
    bool archiveKeys = false;           ///< the ledger holds keys read back from the archive folders

    /// Whether the run is to look at deliveries of the date.
    bool isAsked(QDate date) const { return (!from.isValid() || date >= from) && (!to.isValid() || date <= to); }
};

} // namespace tallybridge
