#pragma once

#include "identity/SecretStore.h"

#include <chrono>
#include <memory>

namespace tallybridge {

/// The keychain of the account: libsecret or KWallet, Windows' credential store, the macOS keychain. Its jobs run on a thread of its own
/// with an event loop; calls wait for them with a time-out. Larger secrets are kept in several entries, because Windows takes 2,560 bytes
/// for each. Needs a QCoreApplication while it lives (on macOS a QGuiApplication, otherwise every call ends with SecretStoreUnavailable).
/// What the keychain libraries copy cannot be wiped. One for the life of the process: QtKeychain queues its jobs on the thread of the
/// very first one, and a later worker would wait for ever. Any thread.
class KeychainSecretStore : public SecretStore
{
public:
    /// service: what the entries are filed under.
    explicit KeychainSecretStore(QString service = QStringLiteral("Tallybridge"), std::chrono::seconds limit = std::chrono::seconds(20));
    ~KeychainSecretStore() override;

    Result<std::optional<Secret>> read(const SecretId &id) override;
    Result<void> write(const SecretId &id, const Secret &secret) override;
    Result<void> remove(const SecretId &id) override;

private:
    struct Answer;
    class Worker;
    Answer readEntry(const QString &key);
    Result<std::optional<Secret>> absentOrLocked();
    Failure notWritten(const Answer &answer);

    const QString m_service;
    const std::chrono::seconds m_limit;
    std::shared_ptr<Worker> m_worker;
};

} // namespace tallybridge
