#pragma once

#include "core/FailureReason.h"
#include "core/Result.h"
#include "engine/CheckResult.h"
#include "engine/ConnectorSettings.h"
#include "engine/EngineContext.h"
#include "engine/MappingFix.h"
#include "engine/NumberSuggestions.h"
#include "engine/OpenMatters.h"
#include "engine/RunControl.h"
#include "engine/RunReport.h"
#include "engine/TenantAnswers.h"
#include "engine/TenantSetup.h"
#include "engine/VerifyResult.h"
#include "identity/ClientCertificate.h"
#include "ledger/AuditLog.h"
#include "ledger/DeliveryRecord.h"
#include "ledger/FailureList.h"
#include "ledger/FindingTable.h"
#include "ledger/ItemTable.h"
#include "ledger/RunTable.h"

#include <QDate>
#include <optional>
#include <vector>

namespace tallybridge {

/// A connector with its settings and its newest run.
struct Connector {
    qint64 id = 0;
    QString name;
    const ConnectorType *type = nullptr;
    ConnectorSettings settings;
    QDateTime created;
    QDateTime nextDue;
    std::optional<RunRecord> newestRun;
};

/// What `sync` is asked to do. from/to: delivery dates (of the file name), inclusive; with either of them finished deliveries are read
/// again.
struct SyncRequest {
    QDate from;
    QDate to;
    bool dryRun = false;
};

/// Copies whose receipts are of a destination the connector had before.
struct CopiesElsewhere {
    qint64 copies = 0;
    QDate oldestDelivery; ///< of the connector: from here a re-read brings them to the destination of today
};

/// What one connector's turn in a round of due ones came to.
struct DueResult {
    QString connector;
    std::optional<RunRecord> run;   ///< when it ran
    std::optional<Failure> failure; ///< when it could not
};

struct VerifyRequest {
    qint64 runId = 0; ///< 0: all copies
    bool repair = false;
};

/// Which copies are waived: all unsettled ones of a reason, only the partial ones, or one by id.
struct WaiveRequest {
    std::optional<FailureReason> reason;
    qint64 copyId = 0;
    QString because;
    bool partialOnly = false;
};

/// The engine's face to the window and the command line. Calls block and may be made from any one thread at a time; make one object per
/// thread. Each call opens the ledger for itself. Every change writes its audit event in the same transaction.
/// Failures of every call: LedgerUnavailable, LedgerBusy, LedgerNewer, LedgerDamaged, and ConnectorNotFound where a name is given.
class ConnectorService
{
public:
    explicit ConnectorService(EngineContext context) : m_context(std::move(context)) {}

    /// Creates a connector. settings.termsSha256 must be that of the terms in force. Failures: ConnectorNameInvalid, ConnectorNameTaken,
    /// ConnectorTypeUnknown, TermsNotAccepted, SizeLimitInvalid, DomainInvalid, RegionUnknown, the Backends' and MappingFile's.
    /// answers: what an administrator has answered meanwhile, for the audit.
    Result<Connector> add(const QString &name, const QString &type, const ConnectorSettings &settings, const TenantAnswers &answers = {});
    /// Replaces name and settings. Failures: as add(), and ConnectorBusy while it runs.
    Result<Connector> edit(const QString &name, const QString &newName, const ConnectorSettings &settings,
                           const TenantAnswers &answers = {});
    /// What former destinations hold and this one is not known to.
    Result<CopiesElsewhere> copiesElsewhere(const QString &name) const;
    /// What a removal would take with it although it waits for a person.
    Result<OpenMatters> openMatters(const QString &name) const;
    /// Removes the connector and its part of the ledger; archive and source stay untouched. The audit keeps what was
    /// open. Failures: ConnectorBusy.
    Result<void> remove(const QString &name);
    Result<std::vector<Connector>> list() const;
    Result<Connector> find(const QString &name) const;

    /// The host key of the source these settings name: the accepted one (settings.hostKey) when the server has it; without an accepted one
    /// what the server shows; nothing for sources without host key. Failures: SourceUrlInvalid, SourceHostKeyChanged, those of reaching
    /// the server.
    Result<std::optional<QString>> hostKey(const ConnectorSettings &settings, const CancelToken &cancel) const;

    /// Keeps a secret of a connector in the keychain. kind: one of secretKinds(). Failures: SecretStoreUnavailable, SecretStoreLocked,
    /// SecretStoreRefused, SecretTooLarge.
    Result<void> keepSecret(const QString &name, const QString &kind, const Secret &secret);
    /// True when a secret of this kind is at hand: given with this call, in a named file, or kept. Failures: SecretStoreLocked,
    /// SecretStoreRefused, FileNotReadable, SecretTooLarge.
    Result<bool> hasSecret(const QString &name, const QString &kind) const;

    /// The certificate that the connector's app signs in with: the one at hand, else (or when renewed) a new one, good for two years, whose
    /// private key is kept in the keychain. Failures: SecretStoreUnavailable, SecretStoreLocked, CertificateUnusable (the one at hand).
    Result<ClientCertificate> appCertificate(const QString &name, bool renew);

    /// The administrator's consent to the connector's access, and who the administrator is; see TenantSetup. What is granted and who signed
    /// in goes into the audit. Failures: TenantSetup's, and ConnectorBusy of a sign-in while it runs.
    Result<QUrl> consentLink(const QString &name) const;
    Result<AppAccess> askConsent(const QString &name, const BrowserOrder &order, const CancelToken &cancel);
    Result<Administrator> signInAdministrator(const QString &name, bool readRoles, const BrowserOrder &order, const CancelToken &cancel);

    /// Live checks; each has its own answer, so this fails only when the connector cannot be read.
    Result<std::vector<CheckResult>> check(const QString &name, const CancelToken &cancel) const;

    /// One run. A run that was started has a RunRecord whatever became of it; Failures are for what could not start:
    /// ConnectorBusy, the Backends'. A dry run has RunRecord::id 0.
    Result<RunRecord> sync(const QString &name, const SyncRequest &request, const RunControl &control);
    /// Runs every connector whose time has come; busy ones are passed by.
    Result<std::vector<DueResult>> syncDue(const RunControl &control);
    /// Imports failed and partial copies only (those of one reason, when given).
    Result<RunRecord> retry(const QString &name, std::optional<FailureReason> reason, const RunControl &control);
    /// Imports partial copies only.
    Result<RunRecord> retryPartial(const QString &name, const RunControl &control);
    /// Reads the mailboxes back. Failures: ConnectorBusy (only with repair), RunNotFound, DestinationUnavailable.
    Result<VerifyResult> verify(const QString &name, const VerifyRequest &request, const RunControl &control);

    /// The newest run, with its quarantined count as it is now; nothing when it never ran. A run whose process died is Interrupted.
    Result<std::optional<RunRecord>> status(const QString &name) const;
    Result<std::vector<RunRecord>> runs(const QString &name) const;
    Result<std::vector<RunTable::Note>> notes(qint64 runId) const;
    /// Unsettled copies page by page: copy id > afterCopyId, at most limit. runId 0: as they are now. Failures: RunNotFound.
    Result<std::vector<ItemTable::ListedCopy>> failures(const QString &name, qint64 runId, qint64 afterCopyId, int limit) const;
    /// The unsettled copies as they are now, for a long list: counts, where pages of pageSize rows begin, and pages (see FailureList).
    Result<std::vector<FailureGroup>> failureGroups(const QString &name) const;
    Result<std::vector<qint64>> failurePageStarts(const QString &name, const FailureList::Filter &filter, int pageSize) const;
    Result<std::vector<ItemTable::ListedCopy>> failurePage(const QString &name, const FailureList::Filter &filter, qint64 firstId,
                                                           int limit) const;
    /// How many unsettled copies of other runs than this one there are.
    Result<qint64> waitingCopies(const QString &name, qint64 exceptRun) const;
    /// Open and explained ones.
    Result<std::vector<Finding>> findings(const QString &name) const;
    /// Explains a finding: it stays in every list with the explanation. Failures: BecauseMissing, BecauseNotPlain, FindingNotFound.
    Result<void> explainFinding(const QString &name, qint64 findingId, const QString &because);

    /// Settles copies by hand; returns how many. Failures: BecauseMissing, BecauseNotPlain, CopyNotFound, CopyAlreadySettled,
    /// NothingToWaive.
    Result<int> waive(const QString &name, const WaiveRequest &request);

    /// Whose number this is, as the destination's directory has it: suggestions for assignMailbox(). Failures: as suggestMailboxes().
    Result<std::vector<NumberSuggestion>> suggestMailboxes(const QString &name, const PhoneNumber &number, const CancelToken &cancel);
    /// Assigns a mailbox to a number in the connector's mapping CSV, and takes that back. Failures: as MappingFix.
    Result<MappingChange> assignMailbox(const QString &name, const MappingAssignment &assignment);
    Result<void> undoAssignMailbox(const QString &name, const MappingChange &change);

    Result<std::vector<DeliveryRecord>> quarantine(const QString &name) const;
    /// delivery: file name. Failures: DeliveryNotQuarantined, DeliveryNotAcceptable, BecauseMissing, BecauseNotPlain.
    Result<void> acceptDelivery(const QString &name, const QString &delivery, const QString &because);
    Result<void> discardDelivery(const QString &name, const QString &delivery, const QString &because);

    /// All a report shows of one run (0: the newest). Failures: RunNotFound.
    Result<RunReport> report(const QString &name, qint64 runId) const;

    Result<std::vector<AuditEvent>> auditEvents(qint64 afterId, int limit) const;
    Result<AuditLog::Verification> verifyAudit() const;
    Result<void> backupLedger(const QString &file);
    /// Returns where the former ledger was kept (empty when there was none). Failures: as Ledger::restore, ConnectorBusy.
    Result<QString> restoreLedger(const QString &file);

private:
    EngineContext m_context;
};

/// The terms of service in force: text and SHA-256 in hexadecimal.
QString termsText();
QString termsSha256();

} // namespace tallybridge
