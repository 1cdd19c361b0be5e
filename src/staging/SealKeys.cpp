#include "staging/SealKeys.h"

#include "core/Sha256.h"

#include <algorithm>

namespace tallybridge {

void SealKeys::add(Secret key)
{
    if (key.size() == keySize && std::find(m_keys.begin(), m_keys.end(), key) == m_keys.end())
        m_keys.push_back(std::move(key));
}

const Secret *SealKeys::find(QByteArrayView id) const
{
    const auto found = std::find_if(m_keys.begin(), m_keys.end(), [&](const Secret &key) { return idOf(key) == id; });
    return found == m_keys.end() ? nullptr : &*found;
}

QByteArray SealKeys::idOf(const Secret &key)
{
    Sha256 hash;
    hash.add(QByteArrayView("tallybridge key id"));
    hash.add(key.view());
    return hash.result().first(idSize);
}

} // namespace tallybridge
