#pragma once

#include "identity/FileSecretStore.h"

#include <map>
#include <memory>
#include <mutex>

namespace tallybridge {

/// The secrets that one call of a command was given, by file options or by prompts; the same for every connector. Read-only for the engine.
/// Any thread.
class GivenSecrets : public SecretStore
{
public:
    void useFile(const QString &kind, const QString &path)
    {
        const std::lock_guard lock(m_mutex);
        m_files[kind] = std::make_unique<FileSecretStore>(QMap<QString, QString>{{kind, path}});
    }
    void give(const QString &kind, const Secret &secret)
    {
        const std::lock_guard lock(m_mutex);
        m_secrets[kind] = secret;
    }

    Result<std::optional<Secret>> read(const SecretId &id) override
    {
        const std::lock_guard lock(m_mutex);
        if (const auto secret = m_secrets.find(id.kind); secret != m_secrets.end())
            return std::optional(secret->second);
        if (const auto file = m_files.find(id.kind); file != m_files.end())
            return file->second->read(id);
        return std::optional<Secret>();
    }
    Result<void> write(const SecretId &, const Secret &) override { return Failure{FailureCode::SecretStoreUnavailable, {}, {}, false}; }
    Result<void> remove(const SecretId &) override { return {}; }

private:
    std::mutex m_mutex;
    std::map<QString, Secret> m_secrets;
    std::map<QString, std::unique_ptr<FileSecretStore>> m_files;
};

} // namespace tallybridge
