#pragma once

#include "core/Secret.h"

#include <QByteArray>
#include <vector>

namespace tallybridge {

/// The keys that seal a connector's files: one seals what is new, all of them open.
class SealKeys
{
public:
    static constexpr qsizetype keySize = 32; ///< AES-256
    static constexpr qsizetype idSize = 8;

    SealKeys() = default;
    /// current: keySize bytes.
    explicit SealKeys(Secret current) { add(std::move(current)); }

    /// The first one added is the current one. Keys of another size are left out.
    void add(Secret key);
    bool isEmpty() const { return m_keys.empty(); }

    /// Seals new files; call only when not isEmpty().
    const Secret &current() const { return m_keys.front(); }
    /// The key with this id; null when it is not at hand.
    const Secret *find(QByteArrayView id) const;

    /// Tells keys apart in a file's header without saying anything about the key.
    static QByteArray idOf(const Secret &key);

private:
    std::vector<Secret> m_keys;
};

} // namespace tallybridge
