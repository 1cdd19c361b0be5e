#include "engine/ConnectorService.h"

#include "engine/AppCertificate.h"
#include "engine/AuditTrail.h"
#include "engine/ConnectorCheck.h"
#include "engine/ConnectorConsent.h"
#include "engine/ConnectorEditor.h"
#include "engine/DryRun.h"
#include "engine/ImportRun.h"
#include "engine/Interruption.h"
#include "engine/LedgerKeeper.h"
#include "engine/RunLog.h"
#include "engine/RunReader.h"
#include "engine/SettlingDesk.h"
#include "engine/VerifyRun.h"
#include "ledger/ConnectorTable.h"
#include "ledger/DeliveryTable.h"

#include <QFileInfo>
#include <map>

namespace tallybridge {

namespace {

Connector asConnector(const ConnectorRecord &record, std::optional<RunRecord> newestRun)
{
    return {
        record.id,      record.name,         findConnectorType(record.type), ConnectorSettings::fromJson(record.settings), record.created,
        record.nextDue, std::move(newestRun)};
}

// Opens the ledger to read and finds the connector in it.
struct OpenConnector {
    std::unique_ptr<Ledger> ledger;
    ConnectorRecord record;
};

Result<std::unique_ptr<Ledger>> openLedger(const EngineContext &context)
{
    return Ledger::open(context.ledgerPath(), Ledger::Mode::ReadOnly);
}

Result<OpenConnector> openConnector(const EngineContext &context, const QString &name)
{
    // Before the first connector there is no ledger.
    if (!QFileInfo::exists(context.ledgerPath()))
        return Failure{FailureCode::ConnectorNotFound, {name}, {}, false};
    auto ledger = openLedger(context);
    if (!ledger)
        return ledger.failure();
    auto record = ConnectorTable(**ledger).find(name);
    if (!record)
        return record.failure();
    noticeInterruption(context, **ledger, record->id, record->name);
    return OpenConnector{std::move(*ledger), std::move(*record)};
}

/// The connector has to be there; the log tells that something begins with it.
Result<void> beginOperation(const EngineContext &context, QLatin1String operation, const QString &name)
{
    const auto open = openConnector(context, name);
    if (!open)
        return open.failure();
    logBegin(*context.log, operation, open->record.id);
    return {};
}

} // namespace

Result<Connector> ConnectorService::add(const QString &name, const QString &type, const ConnectorSettings &settings,
                                        const TenantAnswers &answers)
{
    const auto record = ConnectorEditor(m_context).add(name, type, settings, answers);
    if (!record)
        return record.failure();
    return asConnector(*record, std::nullopt);
}

Result<Connector> ConnectorService::edit(const QString &name, const QString &newName, const ConnectorSettings &settings,
                                         const TenantAnswers &answers)
{
    if (auto open = openConnector(m_context, name); !open)
        return open.failure();
    const auto record = ConnectorEditor(m_context).edit(name, newName, settings, answers);
    if (!record)
        return record.failure();
    return find(record->name);
}

Result<CopiesElsewhere> ConnectorService::copiesElsewhere(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    CopiesElsewhere elsewhere;
    if (open->record.firstRunHere == 0)
        return elsewhere;
    const auto copies = ItemTable(*open->ledger).receiptsBefore(open->record.id, open->record.firstRunHere);
    if (!copies)
        return copies.failure();
    elsewhere.copies = *copies;
    const auto deliveries = DeliveryTable(*open->ledger).ofConnector(open->record.id);
    if (!deliveries)
        return deliveries.failure();
    for (const DeliveryRecord &delivery : *deliveries) {
        if (delivery.date.isValid() && (elsewhere.oldestDelivery.isNull() || delivery.date < elsewhere.oldestDelivery))
            elsewhere.oldestDelivery = delivery.date;
    }
    return elsewhere;
}

Result<OpenMatters> ConnectorService::openMatters(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return readOpenMatters(*open->ledger, open->record.id);
}

Result<void> ConnectorService::remove(const QString &name)
{
    if (auto open = openConnector(m_context, name); !open)
        return open.failure();
    return ConnectorEditor(m_context).remove(name);
}

Result<std::vector<Connector>> ConnectorService::list() const
{
    std::vector<Connector> connectors;
    if (!QFileInfo::exists(m_context.ledgerPath()))
        return connectors;
    auto ledger = openLedger(m_context);
    if (!ledger)
        return ledger.failure();
    const auto known = ConnectorTable(**ledger).all();
    if (!known)
        return known.failure();
    // The runs before the connectors: one that ends in between must not seem over while its connector still seems due.
    std::map<qint64, std::optional<RunRecord>> runs;
    for (const ConnectorRecord &record : *known) {
        auto run = RunReader(m_context).newest(**ledger, record.id);
        if (!run)
            return run.failure();
        runs.emplace(record.id, std::move(*run));
    }
    const auto records = ConnectorTable(**ledger).all();
    if (!records)
        return records.failure();
    for (const ConnectorRecord &record : *records)
        connectors.push_back(asConnector(record, std::move(runs[record.id])));
    return connectors;
}

Result<Connector> ConnectorService::find(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    auto run = RunReader(m_context).newest(*open->ledger, open->record.id);
    if (!run)
        return run.failure();
    return asConnector(open->record, std::move(*run));
}

Result<std::optional<QString>> ConnectorService::hostKey(const ConnectorSettings &settings, const CancelToken &cancel) const
{
    return m_context.backends->hostKey(settings, cancel);
}

Result<void> ConnectorService::keepSecret(const QString &name, const QString &kind, const Secret &secret)
{
    const auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return ConnectorVault(m_context.dataFolder, m_context.secrets, ConnectorSettings::fromJson(open->record.settings)).keep(kind, secret);
}

Result<ClientCertificate> ConnectorService::appCertificate(const QString &name, bool renew)
{
    const auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    const QString kind = QStringLiteral("certificate");
    const ConnectorVault vault(m_context.dataFolder, m_context.secrets, ConnectorSettings::fromJson(open->record.settings));
    if (!renew) {
        const auto kept = vault.secret(kind);
        if (!kept)
            return kept.failure();
        if (kept->has_value())
            return ClientCertificate::read(**kept);
    }
    const auto pem = makeAppCertificate(*m_context.clock);
    if (!pem)
        return pem.failure();
    auto certificate = ClientCertificate::read(*pem);
    if (!certificate)
        return certificate;
    if (auto kept = vault.keep(kind, *pem); !kept)
        return kept.failure();
    const QJsonObject after{{QLatin1String("thumbprint"), QString::fromLatin1(certificate->thumbprint().toHex())},
                            {QLatin1String("valid_until"), certificate->notAfter().date().toString(Qt::ISODate)}};
    if (auto audited = auditAlone(m_context, QStringLiteral("certificate-made"), open->record.name, {}, after); !audited)
        return audited.failure();
    return certificate;
}

Result<bool> ConnectorService::hasSecret(const QString &name, const QString &kind) const
{
    const auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    const auto secret =
        ConnectorVault(m_context.dataFolder, m_context.secrets, ConnectorSettings::fromJson(open->record.settings)).secret(kind);
    if (!secret)
        return secret.failure();
    return secret->has_value();
}

Result<QUrl> ConnectorService::consentLink(const QString &name) const
{
    const auto connector = find(name);
    if (!connector)
        return connector.failure();
    return TenantSetup(m_context).consentLink(connector->settings);
}

Result<AppAccess> ConnectorService::askConsent(const QString &name, const BrowserOrder &order, const CancelToken &cancel)
{
    const auto connector = find(name);
    if (!connector)
        return connector.failure();
    return ConnectorConsent(m_context).ask(connector->name, connector->settings, order, cancel);
}

Result<Administrator> ConnectorService::signInAdministrator(const QString &name, bool readRoles, const BrowserOrder &order,
                                                            const CancelToken &cancel)
{
    const auto connector = find(name);
    if (!connector)
        return connector.failure();
    return ConnectorConsent(m_context).signIn(connector->name, connector->settings, readRoles, order, cancel);
}

Result<std::vector<CheckResult>> ConnectorService::check(const QString &name, const CancelToken &cancel) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    const auto findings = FindingTable(*open->ledger).open(open->record.id);
    if (!findings)
        return findings.failure();
    return ConnectorCheck(m_context).run(*open->ledger, open->record, *findings, cancel);
}

Result<RunRecord> ConnectorService::sync(const QString &name, const SyncRequest &request, const RunControl &control)
{
    // A dry run writes nothing, no log either.
    if (request.dryRun) {
        if (auto open = openConnector(m_context, name); !open)
            return open.failure();
        return DryRun(m_context).run(name, request.from, request.to, control);
    }
    if (auto begun = beginOperation(m_context, QLatin1String("sync"), name); !begun)
        return begun.failure();
    ImportRun::Order order;
    order.kind = request.from.isValid() || request.to.isValid() ? RunKind::Resync : RunKind::Sync;
    order.from = request.from;
    order.to = request.to;
    return logged(*m_context.log, QLatin1String("sync"), ImportRun(m_context).run(name, order, control));
}

Result<std::vector<DueResult>> ConnectorService::syncDue(const RunControl &control)
{
    const auto connectors = list();
    if (!connectors)
        return connectors.failure();
    std::vector<DueResult> results;
    const QDateTime now = m_context.clock->now();
    for (const Connector &connector : *connectors) {
        if (control.cancel.isCancelled())
            break;
        if (!connector.nextDue.isValid() || connector.nextDue > now)
            continue;
        auto run = sync(connector.name, {}, control);
        if (run)
            results.push_back({connector.name, std::move(*run), std::nullopt});
        else if (run.failure().code != FailureCode::ConnectorBusy)
            results.push_back({connector.name, std::nullopt, run.failure()});
    }
    return results;
}

Result<RunRecord> ConnectorService::retry(const QString &name, std::optional<FailureReason> reason, const RunControl &control)
{
    if (auto begun = beginOperation(m_context, QLatin1String("retry"), name); !begun)
        return begun.failure();
    ImportRun::Order order;
    order.kind = RunKind::Retry;
    if (reason)
        order.reasons = {*reason};
    return logged(*m_context.log, QLatin1String("retry"), ImportRun(m_context).run(name, order, control));
}

Result<RunRecord> ConnectorService::retryPartial(const QString &name, const RunControl &control)
{
    if (auto begun = beginOperation(m_context, QLatin1String("retry"), name); !begun)
        return begun.failure();
    ImportRun::Order order;
    order.kind = RunKind::Retry;
    order.partialOnly = true;
    return logged(*m_context.log, QLatin1String("retry"), ImportRun(m_context).run(name, order, control));
}

Result<VerifyResult> ConnectorService::verify(const QString &name, const VerifyRequest &request, const RunControl &control)
{
    if (auto begun = beginOperation(m_context, QLatin1String("verify"), name); !begun)
        return begun.failure();
    return logged(*m_context.log, QLatin1String("verify"), VerifyRun(m_context).run(name, request.runId, request.repair, control));
}

Result<std::optional<RunRecord>> ConnectorService::status(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return RunReader(m_context).newest(*open->ledger, open->record.id);
}

Result<std::vector<RunRecord>> ConnectorService::runs(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return RunReader(m_context).all(*open->ledger, open->record.id);
}

Result<std::vector<RunTable::Note>> ConnectorService::notes(qint64 runId) const
{
    auto ledger = openLedger(m_context);
    if (!ledger)
        return ledger.failure();
    return RunTable(**ledger).notes(runId);
}

Result<std::vector<ItemTable::ListedCopy>> ConnectorService::failures(const QString &name, qint64 runId, qint64 afterCopyId,
                                                                      int limit) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    if (runId != 0) {
        if (auto run = RunReader(m_context).find(*open->ledger, open->record.id, runId); !run)
            return run.failure();
    }
    return ItemTable(*open->ledger).failures(open->record.id, runId, afterCopyId, limit);
}

Result<std::vector<FailureGroup>> ConnectorService::failureGroups(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return FailureList(*open->ledger, open->record.id).groups();
}

Result<std::vector<qint64>> ConnectorService::failurePageStarts(const QString &name, const FailureList::Filter &filter, int pageSize) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return FailureList(*open->ledger, open->record.id).pageStarts(filter, pageSize);
}

Result<std::vector<ItemTable::ListedCopy>> ConnectorService::failurePage(const QString &name, const FailureList::Filter &filter,
                                                                         qint64 firstId, int limit) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return FailureList(*open->ledger, open->record.id).page(filter, firstId, limit);
}

Result<qint64> ConnectorService::waitingCopies(const QString &name, qint64 exceptRun) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return ItemTable(*open->ledger).countFailuresOfOthers(open->record.id, exceptRun);
}

Result<std::vector<Finding>> ConnectorService::findings(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return FindingTable(*open->ledger).all(open->record.id);
}

Result<void> ConnectorService::explainFinding(const QString &name, qint64 findingId, const QString &because)
{
    if (auto open = openConnector(m_context, name); !open)
        return open.failure();
    return SettlingDesk(m_context).explain(name, findingId, because);
}

Result<int> ConnectorService::waive(const QString &name, const WaiveRequest &request)
{
    if (auto open = openConnector(m_context, name); !open)
        return open.failure();
    return SettlingDesk(m_context).waive(name, request.copyId, request.reason, request.partialOnly, request.because);
}

Result<std::vector<NumberSuggestion>> ConnectorService::suggestMailboxes(const QString &name, const PhoneNumber &number,
                                                                         const CancelToken &cancel)
{
    return tallybridge::suggestMailboxes(m_context, name, number, cancel);
}

Result<MappingChange> ConnectorService::assignMailbox(const QString &name, const MappingAssignment &assignment)
{
    return MappingFix(m_context).assign(name, assignment);
}

Result<void> ConnectorService::undoAssignMailbox(const QString &name, const MappingChange &change)
{
    return MappingFix(m_context).undo(name, change);
}

Result<std::vector<DeliveryRecord>> ConnectorService::quarantine(const QString &name) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return DeliveryTable(*open->ledger).withState(open->record.id, DeliveryState::Quarantined);
}

Result<void> ConnectorService::acceptDelivery(const QString &name, const QString &delivery, const QString &because)
{
    if (auto open = openConnector(m_context, name); !open)
        return open.failure();
    return SettlingDesk(m_context).decide(name, delivery, DeliveryState::Accepted, because);
}

Result<void> ConnectorService::discardDelivery(const QString &name, const QString &delivery, const QString &because)
{
    if (auto open = openConnector(m_context, name); !open)
        return open.failure();
    return SettlingDesk(m_context).decide(name, delivery, DeliveryState::Discarded, because);
}

Result<RunReport> ConnectorService::report(const QString &name, qint64 runId) const
{
    auto open = openConnector(m_context, name);
    if (!open)
        return open.failure();
    return RunReader(m_context).report(*open->ledger, open->record, runId);
}

Result<std::vector<AuditEvent>> ConnectorService::auditEvents(qint64 afterId, int limit) const
{
    auto ledger = openLedger(m_context);
    if (!ledger)
        return ledger.failure();
    return AuditLog(**ledger).events(afterId, limit);
}

Result<AuditLog::Verification> ConnectorService::verifyAudit() const
{
    auto ledger = openLedger(m_context);
    if (!ledger)
        return ledger.failure();
    return AuditLog(**ledger).verify();
}

Result<void> ConnectorService::backupLedger(const QString &file)
{
    return LedgerKeeper(m_context).backup(file);
}

Result<QString> ConnectorService::restoreLedger(const QString &file)
{
    return LedgerKeeper(m_context).restore(file);
}

} // namespace tallybridge
