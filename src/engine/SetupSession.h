#pragma once

#include "core/CancelToken.h"
#include "engine/CheckResult.h"
#include "engine/ConnectorService.h"
#include "engine/DryRun.h"
#include "engine/MappingPreview.h"
#include "engine/SetupDraft.h"

namespace tallybridge {

/// What lies at a source that was tried.
struct SourceTrial {
    qint64 deliveries = 0;
    QString oldest; ///< delivery names; empty when there is none
    QString newest;
    qint64 otherFiles = 0;
    QString unknownHostKey; ///< the server's fingerprint, which nobody has accepted yet: it was not signed in to, nothing else is known
};

/// What a tenant says to an app that was tried.
struct TenantTrial {
    SetupDestination destination; ///< as it will be kept
    DestinationLimits limits;
    std::optional<AppAccess> access; ///< it works; nothing: the app signs in, or would, but an administrator has not consented yet
};

/// With what the app of a connector signs in today.
struct AppCredentials {
    std::optional<ClientCertificate> certificate; ///< comes first
    bool hasClientSecret = false;
};

/// Whether anybody would get a copy.
enum class MappingReach { Unknown, Nobody, Somebody };

/// The work behind the pages of the wizard: each page has one question, and only commit() changes anything. Calls block; any one thread at
/// a time, one object per thread.
class SetupSession
{
public:
    explicit SetupSession(EngineContext engine) : m_engine(std::move(engine)) {}

    /// Whether this program knows how to sign in to a server at all.
    Result<bool> canSignIn() const;

    /// Signs in to the source of the draft and lists it. A password goes only to a server whose host key is accepted. Failures: the
    /// Backends', SourceHostKeyChanged, those of signing in, SourceUnavailable, Cancelled.
    Result<SourceTrial> trySource(const SetupDraft &draft, const CancelToken &cancel) const;

    /// An empty preview without a file. Failures: MappingFile's.
    Result<MappingPreview> previewMapping(const SetupMapping &mapping) const;

    /// Looks whether the destination can be written to; gives it back as it will be kept. Leaves nothing there. Failures: DomainInvalid,
    /// the Backends', DestinationUnavailable, Cancelled.
    Result<SetupDestination> tryDestination(const SetupDraft &draft, const CancelToken &cancel) const;

    /// Signs the app in to the draft's tenant and uses its access. Failures: as tryDestination(), SecretMissing, CertificateUnusable,
    /// TenantUnknown, TenantMismatch, SignInRefused …: what a consent would not mend.
    Result<TenantTrial> tryTenant(const SetupDraft &draft, const CancelToken &cancel) const;

    /// What is kept for the connector that is edited; nothing for a new one. Failures: those of the places for secrets.
    Result<AppCredentials> appCredentials(const SetupDraft &draft) const;
    /// PEM of a new certificate with its key, which nobody else has. Failures: Internal.
    Result<Secret> makeCertificate() const;

    /// Counts what the first import would do; writes nothing. Failures: as DryRun.
    Result<DryRun::Trial> tryMapping(const SetupDraft &draft, const RunControl &control) const;

    /// Whether the draft may become a connector. trial: what tryMapping() said, null while it is not known.
    static MappingReach reach(const SetupMapping &mapping, const MappingPreview &preview, const DryRun::Trial *trial);

    /// The one step that stores: first password, certificate or client secret into the keychain, then the connector, new or changed.
    /// Nothing is left of it when it fails or when cancel comes before its end. Failures: as ConnectorService::add() and edit(),
    /// SecretStoreUnavailable, SecretStoreLocked, SecretStoreRefused, SecretTooLarge, Cancelled.
    Result<Connector> commit(const SetupDraft &draft, const CancelToken &cancel) const;

    /// Forgets what trying the draft has brought here: the secrets that were typed or made, and for a new connector keys and
    /// fetched deliveries.
    Result<void> discard(const SetupDraft &draft) const;

    /// "WhatsApp Archiver", "WhatsApp Archiver 2" …: the first name that no connector has.
    Result<QString> freeName(const ConnectorType &type) const;

    /// Write a text for people into a file; what is there is replaced. Failures: FileNotWritable.
    static Result<void> saveTerms(const QString &path);
    static Result<void> saveMappingTemplate(const QString &path);
    /// The certificate without its key, to be uploaded to the app registration.
    static Result<void> saveCertificate(const QString &path, const ClientCertificate &certificate);

private:
    struct Keeping;
    std::vector<Keeping> wanted(const SetupDraft &draft) const;
    Result<void> keep(const SetupDraft &draft, std::vector<Keeping> &wanted) const;
    void takeBack(const SetupDraft &draft, const std::vector<Keeping> &kept) const;
    Result<void> giveToApp(const SetupDraft &draft) const;
    Result<Connector> storeConnector(const SetupDraft &draft, const CancelToken &cancel) const;
    Result<void> give(const SetupDraft &draft) const;

    EngineContext m_engine;
};

} // namespace tallybridge
