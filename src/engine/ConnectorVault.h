#pragma once

#include "engine/ConnectorSettings.h"
#include "identity/SecretStore.h"
#include "staging/HeldStore.h"
#include "staging/SealKeys.h"

#include <memory>
#include <optional>

namespace tallybridge {

/// Where secrets are looked for, in this order: what the call was given, files the connector names, what is kept.
struct SecretStores {
    std::shared_ptr<SecretStore> given; ///< from options and prompts of this call; null: nothing
    std::shared_ptr<SecretStore> kept;  ///< the keychain; null: none
};

/// What belongs to one connector and must not be seen: its secrets, its sealing keys, and the folders with its sealed files. Any thread.
class ConnectorVault
{
public:
    /// dataFolder: absolute. settings.vault must not be empty.
    ConnectorVault(const QString &dataFolder, SecretStores stores, const ConnectorSettings &settings);

    /// Nothing when nobody has it. A keychain that is not there is the same as one that does not have it. Failures: SecretStoreLocked,
    /// SecretStoreRefused, FileNotReadable, SecretTooLarge.
    Result<std::optional<Secret>> secret(const QString &kind) const;
    /// Keeps it in the keychain. Failures: SecretStoreUnavailable, SecretStoreLocked, SecretStoreRefused, SecretTooLarge.
    Result<void> keep(const QString &kind, const Secret &secret) const;

    /// The keys that seal this connector's files: from the file named for "spool-key", from the data folder, from the keychain. When there
    /// is none yet it is made and kept in the keychain, or, without a keychain, in the data folder. Failures: FileNotReadable,
    /// FileNotWritable, DiskFull.
    Result<SealKeys> sealKeys() const;

    QString spoolFolder() const;
    QString heldFolder() const;

    /// Removes secrets, keys and sealed files, held originals too: see first that nobody needs them.
    void erase() const;

private:
    QString keyFile() const;

    QString m_dataFolder;
    SecretStores m_stores;
    QMap<QString, QString> m_files;
    QString m_vault;
};

} // namespace tallybridge
