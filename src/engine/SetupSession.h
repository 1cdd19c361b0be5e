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

    /// Counts what the first import would do; writes nothing. Failures: as DryRun.
    Result<DryRun::Trial> tryMapping(const SetupDraft &draft, const RunControl &control) const;

    /// Whether the draft may become a connector. trial: what tryMapping() said, null while it is not known.
    static MappingReach reach(const SetupMapping &mapping, const MappingPreview &preview, const DryRun::Trial *trial);

    /// The one step that stores: first the password into the keychain, then the connector, new or changed. Nothing is left of it when it
    /// fails or when cancel comes before its end. Failures: as ConnectorService::add() and edit(), SecretStoreUnavailable,
    /// SecretStoreLocked, SecretStoreRefused, SecretTooLarge, Cancelled.
    Result<Connector> commit(const SetupDraft &draft, const CancelToken &cancel) const;

    /// Forgets what trying the draft has brought here: the password that was typed, and for a new connector keys and
    /// fetched deliveries.
    Result<void> discard(const SetupDraft &draft) const;

    /// "WhatsApp Archiver", "WhatsApp Archiver 2" …: the first name that no connector has.
    Result<QString> freeName(const ConnectorType &type) const;

    /// Write a text for people into a file; what is there is replaced. Failures: FileNotWritable.
    static Result<void> saveTerms(const QString &path);
    static Result<void> saveMappingTemplate(const QString &path);

private:
    Result<Connector> storeConnector(const SetupDraft &draft, const CancelToken &cancel) const;
    Result<void> give(const SetupDraft &draft) const;

    EngineContext m_engine;
};

} // namespace tallybridge
