#include "engine/SetupSession.h"

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

SecretId passwordOf(const SetupDraft &draft)
{
    return {draft.vault, QStringLiteral("password")};
}

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
    return m_engine.secrets.given->write(passwordOf(draft), draft.password);
}

Result<void> SetupSession::discard(const SetupDraft &draft) const
{
    if (draft.source.kind != SetupSource::Kind::Sftp)
        return {};
    if (m_engine.secrets.given) {
        if (auto removed = m_engine.secrets.given->remove(passwordOf(draft)); !removed)
            return removed;
    }
    if (!draft.isEdit())
        ConnectorVault(m_engine.dataFolder, m_engine.secrets, draft.settings()).erase();
    return {};
}

Result<Connector> SetupSession::commit(const SetupDraft &draft, const CancelToken &cancel) const
{
    if (cancel.isCancelled())
        return cancelled();
    const bool keeps = draft.source.kind == SetupSource::Kind::Sftp && draft.keepPassword && !draft.password.isEmpty();
    if (!keeps)
        return storeConnector(draft, cancel);
    const auto &keychain = m_engine.secrets.kept;
    if (!keychain)
        return Failure{FailureCode::SecretStoreUnavailable, {}, {}, false};
    std::optional<Secret> former;
    if (draft.isEdit()) {
        auto read = keychain->read(passwordOf(draft));
        if (!read)
            return read.failure();
        former = std::move(*read);
    }
    if (auto kept = keychain->write(passwordOf(draft), draft.password); !kept)
        return kept.failure();
    auto stored = storeConnector(draft, cancel);
    if (!stored) {
        // The failure that is told is that of the connector.
        (void)(former ? keychain->write(passwordOf(draft), *former) : keychain->remove(passwordOf(draft)));
    } else if (m_engine.secrets.given) {
        (void)m_engine.secrets.given->remove(passwordOf(draft));
    }
    return stored;
}

Result<Connector> SetupSession::storeConnector(const SetupDraft &draft, const CancelToken &cancel) const
{
    if (cancel.isCancelled())
        return cancelled();
    ConnectorService service(m_engine);
    if (draft.isEdit())
        return service.edit(draft.formerName, draft.options.name, draft.settings());
    auto added = service.add(draft.options.name, draft.type->id, draft.settings());
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

Result<void> SetupSession::saveMappingTemplate(const QString &path)
{
    return saveFile(path, MappingFile::exampleBytes());
}

} // namespace tallybridge
