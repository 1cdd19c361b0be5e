#include "engine/SetupSession.h"

#include "engine/AppCertificate.h"
#include "engine/ConnectorEditor.h"

#include <QDir>
#include <QSaveFile>

#include <algorithm>

namespace tallybridge {

namespace {

Failure cancelled()
{
    return {FailureCode::Cancelled, {}, {}, true};
}

Result<void> saveFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(path)}, file.errorString(), false};
    return {};
}

constexpr QLatin1String passwordKind("password");
constexpr QLatin1String certificateKind("certificate");
constexpr QLatin1String clientSecretKind("client-secret");

// A name that is fit to check settings before one was chosen.
QString nameFor(const SetupDraft &draft)
{
    return draft.options.name.isEmpty() ? QString(draft.type->displayName) : draft.options.name;
}

} // namespace

Result<bool> SetupSession::canSignIn() const
{
    ConnectorSettings settings;
    settings.source = QStringLiteral("sftp://user@host.example/");
    settings.destination = SetupDestination().url();
    const auto normalised = m_engine.backends->normalised(settings);
    return normalised || normalised.failure().code != FailureCode::SourceNotSupported;
}

Result<SourceTrial> SetupSession::trySource(const SetupDraft &draft, const CancelToken &cancel) const
{
    ConnectorSettings settings = draft.settings();
    // The destination is a later question.
    if (!draft.isEdit())
        settings.destination = SetupDestination().url();
    const auto normalised = m_engine.backends->normalised(settings);
    if (!normalised)
        return normalised.failure();
    const auto hostKey = m_engine.backends->hostKey(*normalised, cancel);
    if (!hostKey)
        return hostKey.failure();
    if (hostKey->has_value() && normalised->hostKey.isEmpty()) {
        SourceTrial unknown;
        unknown.unknownHostKey = **hostKey;
        return unknown;
    }
    if (auto given = give(draft); !given)
        return given.failure();
    const auto source = m_engine.backends->makeSource(*normalised);
    if (!source)
        return source.failure();
    const auto listing = (*source)->list(cancel);
    if (!listing)
        return listing.failure();
    SourceTrial trial;
    trial.deliveries = qint64(listing->deliveries.size());
    trial.otherFiles = listing->otherFiles.size();
    if (!listing->deliveries.empty()) {
        trial.oldest = listing->deliveries.front().name.name;
        trial.newest = listing->deliveries.back().name.name;
    }
    return trial;
}

Result<MappingPreview> SetupSession::previewMapping(const SetupMapping &mapping) const
{
    if (mapping.file.trimmed().isEmpty())
        return MappingPreview();
    const auto file = MappingFile::read(QDir(mapping.file.trimmed()).absolutePath(), mapping.defaultRegion);
    if (!file)
        return file.failure();
    return MappingPreview::of(*file);
}

Result<SetupDestination> SetupSession::tryDestination(const SetupDraft &draft, const CancelToken &cancel) const
{
    const auto settings = ConnectorEditor(m_engine).checked(nameFor(draft), *draft.type, draft.settings());
    if (!settings)
        return settings.failure();
    const auto destination = m_engine.backends->makeDestination(*settings, *draft.type);
    if (!destination)
        return destination.failure();
    if (auto reached = (*destination)->check(cancel); !reached)
        return reached.failure();
    return SetupDraft::ofConnector(nameFor(draft), *draft.type, *settings).destination;
}

Result<TenantTrial> SetupSession::tryTenant(const SetupDraft &draft, const CancelToken &cancel) const
{
    const auto settings = ConnectorEditor(m_engine).checked(nameFor(draft), *draft.type, draft.settings());
    if (!settings)
        return settings.failure();
    if (auto given = giveToApp(draft); !given)
        return given.failure();
    const auto destination = m_engine.backends->makeDestination(*settings, *draft.type);
    if (!destination)
        return destination.failure();
    TenantTrial trial;
    trial.destination = SetupDraft::ofConnector(nameFor(draft), *draft.type, *settings).destination;
    trial.destination.microsoft365->credential = draft.destination.microsoft365->credential;
    trial.limits = (*destination)->limits();
    auto access = TenantSetup(m_engine).check(*settings, cancel);
    if (access)
        trial.access = std::move(*access);
    else if (!TenantSetup::mayComeWithConsent(access.failure()))
        return access.failure();
    return trial;
}

Result<AppCredentials> SetupSession::appCredentials(const SetupDraft &draft) const
{
    AppCredentials credentials;
    if (!draft.isEdit())
        return credentials;
    const ConnectorVault vault(m_engine.dataFolder, m_engine.secrets, draft.formerValues);
    const auto certificate = vault.secret(certificateKind);
    if (!certificate)
        return certificate.failure();
    if (certificate->has_value()) {
        if (auto read = ClientCertificate::read(**certificate))
            credentials.certificate = std::move(*read);
    }
    const auto secret = vault.secret(clientSecretKind);
    if (!secret)
        return secret.failure();
    credentials.hasClientSecret = secret->has_value();
    return credentials;
}

Result<Secret> SetupSession::makeCertificate() const
{
    return makeAppCertificate(*m_engine.clock);
}

Result<DryRun::Trial> SetupSession::tryMapping(const SetupDraft &draft, const RunControl &control) const
{
    const auto settings = ConnectorEditor(m_engine).checked(nameFor(draft), *draft.type, draft.settings());
    if (!settings)
        return settings.failure();
    ConnectorRecord record;
    record.name = nameFor(draft);
    record.type = draft.type->id;
    record.settings = settings->toJson();
    record.created = m_engine.clock->now();
    return DryRun(m_engine).tryOut(record, control);
}

MappingReach SetupSession::reach(const SetupMapping &mapping, const MappingPreview &preview, const DryRun::Trial *trial)
{
    if (!mapping.automatic && preview.used == 0)
        return MappingReach::Nobody;
    if (!trial || trial->sums.availableFromSource == 0)
        return MappingReach::Unknown;
    return trial->mailboxes.empty() ? MappingReach::Nobody : MappingReach::Somebody;
}

Result<void> SetupSession::give(const SetupDraft &draft) const
{
    if (draft.source.kind != SetupSource::Kind::Sftp || draft.password.isEmpty() || !m_engine.secrets.given)
        return {};
    return m_engine.secrets.given->write({draft.vault, passwordKind}, draft.password);
}

Result<void> SetupSession::giveToApp(const SetupDraft &draft) const
{
    const auto &given = m_engine.secrets.given;
    if (!given)
        return {};
    if (draft.usesClientSecret()) {
        // An empty certificate is none, whatever is kept.
        if (auto masked = given->write({draft.vault, certificateKind}, Secret()); !masked)
            return masked;
        return draft.clientSecret.isEmpty() ? Result<void>() : given->write({draft.vault, clientSecretKind}, draft.clientSecret);
    }
    if (!draft.certificate.isEmpty())
        return given->write({draft.vault, certificateKind}, draft.certificate);
    const auto masked = given->read({draft.vault, certificateKind});
    return masked && masked->has_value() && (*masked)->isEmpty() ? given->remove({draft.vault, certificateKind}) : Result<void>();
}

Result<void> SetupSession::discard(const SetupDraft &draft) const
{
    const bool signsIn = draft.source.kind == SetupSource::Kind::Sftp;
    if (const auto &given = m_engine.secrets.given) {
        QStringList kinds;
        if (signsIn)
            kinds << passwordKind;
        const auto certificate = given->read({draft.vault, certificateKind});
        if (!draft.isEdit() || !draft.certificate.isEmpty() || (certificate && certificate->has_value() && (*certificate)->isEmpty()))
            kinds << certificateKind;
        if (!draft.isEdit() || !draft.clientSecret.isEmpty())
            kinds << clientSecretKind;
        for (const QString &kind : std::as_const(kinds)) {
            if (auto removed = given->remove({draft.vault, kind}); !removed)
                return removed;
        }
    }
    if (signsIn && !draft.isEdit())
        ConnectorVault(m_engine.dataFolder, m_engine.secrets, draft.settings()).erase();
    return {};
}

/// A secret that is to be in the keychain, or no longer, and what was there before.
struct SetupSession::Keeping {
    QString kind;
    Secret value; ///< empty: to be removed
    std::optional<Secret> former;
};

std::vector<SetupSession::Keeping> SetupSession::wanted(const SetupDraft &draft) const
{
    std::vector<Keeping> wanted;
    if (!draft.keepPassword)
        return wanted;
    if (draft.source.kind == SetupSource::Kind::Sftp && !draft.password.isEmpty())
        wanted.push_back({passwordKind, draft.password, {}});
    if (draft.usesClientSecret()) {
        if (!draft.clientSecret.isEmpty())
            wanted.push_back({clientSecretKind, draft.clientSecret, {}});
        // It would come before the client secret.
        if (draft.isEdit())
            wanted.push_back({certificateKind, Secret(), {}});
    } else if (draft.destination.microsoft365 && !draft.certificate.isEmpty()) {
        wanted.push_back({certificateKind, draft.certificate, {}});
    }
    return wanted;
}

Result<void> SetupSession::keep(const SetupDraft &draft, std::vector<Keeping> &wanted) const
{
    const auto &keychain = m_engine.secrets.kept;
    if (!keychain)
        return Failure{FailureCode::SecretStoreUnavailable, {}, {}, false};
    for (Keeping &keeping : wanted) {
        if (!draft.isEdit())
            break;
        auto read = keychain->read({draft.vault, keeping.kind});
        if (!read)
            return read.failure();
        keeping.former = std::move(*read);
    }
    for (size_t i = 0; i < wanted.size(); ++i) {
        const SecretId id{draft.vault, wanted[i].kind};
        const auto changed = wanted[i].value.isEmpty() ? keychain->remove(id) : keychain->write(id, wanted[i].value);
        if (!changed) {
            wanted.resize(i);
            takeBack(draft, wanted);
            return changed;
        }
    }
    return {};
}

void SetupSession::takeBack(const SetupDraft &draft, const std::vector<Keeping> &kept) const
{
    // The failure that is told is another one.
    for (const Keeping &keeping : kept) {
        const SecretId id{draft.vault, keeping.kind};
        (void)(keeping.former ? m_engine.secrets.kept->write(id, *keeping.former) : m_engine.secrets.kept->remove(id));
    }
}

Result<Connector> SetupSession::commit(const SetupDraft &draft, const CancelToken &cancel) const
{
    if (cancel.isCancelled())
        return cancelled();
    std::vector<Keeping> secrets = wanted(draft);
    if (secrets.empty())
        return storeConnector(draft, cancel);
    if (auto kept = keep(draft, secrets); !kept)
        return kept.failure();
    auto stored = storeConnector(draft, cancel);
    if (!stored) {
        takeBack(draft, secrets);
    } else if (m_engine.secrets.given) {
        for (const Keeping &keeping : secrets)
            (void)m_engine.secrets.given->remove({draft.vault, keeping.kind});
        if (draft.usesClientSecret())
            (void)m_engine.secrets.given->remove({draft.vault, certificateKind});
    }
    return stored;
}

Result<Connector> SetupSession::storeConnector(const SetupDraft &draft, const CancelToken &cancel) const
{
    if (cancel.isCancelled())
        return cancelled();
    ConnectorService service(m_engine);
    if (draft.isEdit())
        return service.edit(draft.formerName, draft.options.name, draft.settings(), draft.answers);
    auto added = service.add(draft.options.name, draft.type->id, draft.settings(), draft.answers);
    if (added && cancel.isCancelled()) {
        if (auto removed = service.remove(added->name); !removed)
            return removed.failure();
        return cancelled();
    }
    return added;
}

Result<QString> SetupSession::freeName(const ConnectorType &type) const
{
    const auto connectors = ConnectorService(m_engine).list();
    if (!connectors)
        return connectors.failure();
    QString name = type.displayName;
    const auto isTaken = [&](const Connector &connector) { return connector.name.compare(name, Qt::CaseInsensitive) == 0; };
    for (int number = 2; std::any_of(connectors->begin(), connectors->end(), isTaken); ++number)
        name = type.displayName + QLatin1Char(' ') + QString::number(number);
    return name;
}

Result<void> SetupSession::saveTerms(const QString &path)
{
    return saveFile(path, termsText().toUtf8());
}

Result<void> SetupSession::saveCertificate(const QString &path, const ClientCertificate &certificate)
{
    return saveFile(path, certificate.publicPem());
}

Result<void> SetupSession::saveMappingTemplate(const QString &path)
{
    return saveFile(path, MappingFile::exampleBytes());
}

} // namespace tallybridge
