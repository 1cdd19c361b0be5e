#pragma once

#include "identity/SecretStore.h"

#include <QMap>
#include <mutex>

namespace tallybridge {

/// Secrets in files that somebody else keeps (systemd credentials and the like), one for each kind, whatever the vault. Read-only. A line
/// break at the end of a password or passphrase is not part of it. Any thread.
class FileSecretStore : public SecretStore
{
public:
    /// paths: by kind; "-" is standard input, which is read once.
    explicit FileSecretStore(QMap<QString, QString> paths) : m_paths(std::move(paths)) {}

    Result<std::optional<Secret>> read(const SecretId &id) override;
    /// SecretStoreUnavailable.
    Result<void> write(const SecretId &id, const Secret &secret) override;
    Result<void> remove(const SecretId &) override { return {}; }

private:
    const QMap<QString, QString> m_paths;
    std::mutex m_mutex;
    std::optional<Secret> m_standardInput;
};

} // namespace tallybridge
