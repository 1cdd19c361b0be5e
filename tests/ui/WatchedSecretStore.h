#pragma once

#include "identity/MemorySecretStore.h"

#include <QSet>

namespace tallybridge::test {

/// A place for secrets that knows of all it holds and how often it was written to; ask it when nobody writes.
class WatchedSecretStore : public MemorySecretStore
{
public:
    Result<void> write(const SecretId &id, const Secret &secret) override
    {
        ++writes;
        m_held.insert(id.vault + u'/' + id.kind);
        return MemorySecretStore::write(id, secret);
    }
    Result<void> remove(const SecretId &id) override
    {
        m_held.remove(id.vault + u'/' + id.kind);
        return MemorySecretStore::remove(id);
    }
    bool isEmpty() const { return m_held.isEmpty(); }

    int writes = 0;

private:
    QSet<QString> m_held;
};

} // namespace tallybridge::test
