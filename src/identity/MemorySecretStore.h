#pragma once

#include "identity/SecretStore.h"

#include <map>
#include <mutex>
#include <utility>

namespace tallybridge {

/// Secrets that end with the process. Any thread.
class MemorySecretStore : public SecretStore
{
public:
    Result<std::optional<Secret>> read(const SecretId &id) override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_secrets.find({id.vault, id.kind});
        return found == m_secrets.end() ? std::optional<Secret>() : std::optional(found->second);
    }
    Result<void> write(const SecretId &id, const Secret &secret) override
    {
        const std::lock_guard lock(m_mutex);
        m_secrets[{id.vault, id.kind}] = secret;
        return {};
    }
    Result<void> remove(const SecretId &id) override
    {
        const std::lock_guard lock(m_mutex);
        m_secrets.erase({id.vault, id.kind});
        return {};
    }

private:
    std::mutex m_mutex;
    std::map<std::pair<QString, QString>, Secret> m_secrets;
};

} // namespace tallybridge
