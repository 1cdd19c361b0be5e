#include "engine/DestinationBond.h"

#include "engine/AuditTrail.h"
#include "engine/ConnectorSettings.h"
#include "ledger/ConnectorTable.h"
#include "ledger/ItemTable.h"
#include "ledger/Transaction.h"

namespace tallybridge {

namespace {

Result<DestinationClaim> claimOf(Ledger &ledger, const ConnectorRecord &connector)
{
    const ConnectorSettings settings = ConnectorSettings::fromJson(connector.settings);
    DestinationClaim claim;
    claim.knownId = settings.adoptArchive ? QString() : settings.archiveId;
    if (settings.adoptArchive || !claim.knownId.isEmpty())
        return claim;
    // A connector from before the marks knows none: then its mails have to be there.
    const auto receipts = ItemTable(ledger).receipts(connector.id, 0, {}, 0, 1);
    if (!receipts)
        return receipts.failure();
    claim.mayBegin = receipts->empty();
    return claim;
}

} // namespace

Result<QString> identifyDestination(Destination &destination, Ledger &ledger, const ConnectorRecord &connector, const CancelToken &cancel)
{
    const auto claim = claimOf(ledger, connector);
    if (!claim)
        return claim.failure();
    return destination.identify(*claim, false, cancel);
}

Result<void> bindDestination(Destination &destination, const EngineContext &engine, Ledger &ledger, ConnectorRecord &connector,
                             const CancelToken &cancel)
{
    const auto claim = claimOf(ledger, connector);
    if (!claim)
        return claim.failure();
    const auto id = destination.identify(*claim, true, cancel);
    if (!id)
        return id.failure();
    ConnectorSettings settings = ConnectorSettings::fromJson(connector.settings);
    if (!settings.adoptArchive && settings.archiveId == *id)
        return {};
    const QJsonObject before{{QLatin1String("archive_id"), settings.archiveId}};
    settings.adoptArchive = false;
    settings.archiveId = *id;
    auto transaction = Transaction::begin(ledger);
    if (!transaction)
        return transaction.failure();
    connector.settings = settings.toJson();
    if (auto updated = ConnectorTable(ledger).update(connector); !updated)
        return updated;
    const QJsonObject after{{QLatin1String("archive_id"), *id}, {QLatin1String("destination"), settings.destination}};
    if (auto audited = audit(ledger, engine, QStringLiteral("archive-adopted"), connector.name, before, after); !audited)
        return audited;
    return transaction->commit();
}

} // namespace tallybridge
