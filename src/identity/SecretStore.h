#pragma once

#include "core/Result.h"
#include "core/Secret.h"

#include <QString>
#include <optional>

namespace tallybridge {

/// Which secret: the connector it belongs to (ConnectorSettings::vault) and what it is for.
struct SecretId {
    QString vault;
    QString kind; ///< one of secretKinds(): "password", "key", "passphrase", "spool-key", "client-secret", "certificate" …
};

/// A place for secrets. Calls block, at most some seconds; not for a thread that must not wait.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    /// Nothing when there is no such secret. Failures: SecretStoreUnavailable, SecretStoreLocked, SecretStoreRefused,
    /// FileNotReadable, SecretTooLarge.
    virtual Result<std::optional<Secret>> read(const SecretId &id) = 0;
    /// Failures: SecretStoreUnavailable, SecretStoreLocked, SecretStoreRefused, SecretTooLarge.
    virtual Result<void> write(const SecretId &id, const Secret &secret) = 0;
    /// One that is not there is no failure.
    virtual Result<void> remove(const SecretId &id) = 0;
};

/// Largest secret any store takes, in bytes.
constexpr qint64 largestSecret = 64 << 10;

} // namespace tallybridge
