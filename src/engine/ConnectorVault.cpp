#include "engine/ConnectorVault.h"

#include "core/PrivateFolder.h"
#include "core/Sha256.h"
#include "core/platform.h"
#include "identity/FileSecretStore.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace tallybridge {

namespace {

constexpr QLatin1String spoolKeyKind("spool-key");

// Any file with enough random bytes serves as a key.
Secret keyFromFile(const Secret &content)
{
    Sha256 hash;
    hash.add(QByteArrayView("tallybridge spool key"));
    hash.add(content.view());
    QByteArray digest = hash.result();
    return Secret::take(digest);
}

} // namespace

ConnectorVault::ConnectorVault(const QString &dataFolder, SecretStores stores, const ConnectorSettings &settings)
    : m_dataFolder(dataFolder), m_stores(std::move(stores)), m_files(settings.secretFiles), m_vault(settings.vault)
{
}

Result<std::optional<Secret>> ConnectorVault::secret(const QString &kind) const
{
    const SecretId id{m_vault, kind};
    if (m_stores.given) {
        auto given = m_stores.given->read(id);
        if (!given || given->has_value())
            return given;
    }
    if (m_files.contains(kind))
        return FileSecretStore(m_files).read(id);
    if (!m_stores.kept)
        return std::optional<Secret>();
    auto kept = m_stores.kept->read(id);
    if (!kept && kept.failure().code == FailureCode::SecretStoreUnavailable)
        return std::optional<Secret>();
    return kept;
}

Result<void> ConnectorVault::keep(const QString &kind, const Secret &secret) const
{
    if (!m_stores.kept)
        return Failure{FailureCode::SecretStoreUnavailable, {}, {}, false};
    return m_stores.kept->write({m_vault, kind}, secret);
}

Result<SealKeys> ConnectorVault::sealKeys() const
{
    SealKeys keys;
    if (m_files.contains(spoolKeyKind)) {
        const auto content = FileSecretStore(m_files).read({m_vault, spoolKeyKind});
        if (!content)
            return content.failure();
        if (!content->has_value() || (*content)->size() < SealKeys::keySize)
            return Failure{FailureCode::FileNotReadable, {m_files.value(spoolKeyKind)}, {}, false};
        keys.add(keyFromFile(**content));
    }
    FileSecretStore inFolder({{spoolKeyKind, keyFile()}});
    if (QFile::exists(keyFile())) {
        const auto content = inFolder.read({m_vault, spoolKeyKind});
        if (!content)
            return content.failure();
        if (content->has_value())
            keys.add(**content);
    }
    if (m_stores.kept) {
        const auto kept = m_stores.kept->read({m_vault, spoolKeyKind});
        if (kept && kept->has_value())
            keys.add(**kept);
    }
    if (!keys.isEmpty())
        return keys;
    const Secret key = Secret::random(SealKeys::keySize);
    if (!keep(spoolKeyKind, key)) {
        const QString folder = QFileInfo(keyFile()).path();
        if (auto made = makePrivateFolder(folder); !made)
            return made.failure();
        if (auto written = platform::writeNewFile(keyFile(), key.view(), QDateTime::currentDateTimeUtc()); !written)
            return written.failure();
        // What is sealed is lost without its key.
        if (auto flushed = platform::flushFile(keyFile()); !flushed)
            return flushed.failure();
        if (auto flushed = platform::flushFolder(folder); !flushed)
            return flushed.failure();
    }
    keys.add(key);
    return keys;
}

QString ConnectorVault::spoolFolder() const
{
    return m_dataFolder + QLatin1String("/spool/") + m_vault;
}

QString ConnectorVault::heldFolder() const
{
    return m_dataFolder + QLatin1String("/held/") + m_vault;
}

QString ConnectorVault::keyFile() const
{
    return m_dataFolder + QLatin1String("/keys/") + m_vault;
}

void ConnectorVault::erase() const
{
    if (m_stores.kept) {
        for (const QString &kind : secretKinds()) {
            if (!m_stores.kept->remove({m_vault, kind}))
                break;
        }
    }
    QDir(spoolFolder()).removeRecursively();
    QFile::remove(keyFile());
    QDir(heldFolder()).removeRecursively();
}

} // namespace tallybridge
