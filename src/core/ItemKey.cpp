#include "core/ItemKey.h"

#include "core/Sha256.h"

#include <QHash>

namespace tallybridge {

ItemKey ItemKey::of(const QString &sourceId, const QString &messageId, const QByteArray &emlSha256)
{
    const bool hasSourceId = !sourceId.isEmpty();
    Sha256 hash;
    hash.add(QByteArrayLiteral("tallybridge-item-1\0"));
    hash.add(hasSourceId ? QByteArrayLiteral("id\0") : QByteArrayLiteral("mid\0"));
    hash.add((hasSourceId ? sourceId : messageId).toUtf8());
    hash.add(QByteArray(1, '\0'));
    hash.add(emlSha256);
    ItemKey key;
    key.m_raw = hash.result();
    return key;
}

std::optional<ItemKey> ItemKey::fromHex(QStringView hex)
{
    if (hex.size() != 64)
        return std::nullopt;
    const QByteArray latin = hex.toLatin1();
    const QByteArray raw = QByteArray::fromHex(latin);
    if (raw.toHex() != latin.toLower())
        return std::nullopt;
    return fromRaw(raw);
}

std::optional<ItemKey> ItemKey::fromRaw(const QByteArray &raw)
{
    if (raw.size() != 32)
        return std::nullopt;
    ItemKey key;
    key.m_raw = raw;
    return key;
}

QString ItemKey::messageId() const
{
    return hex() + QLatin1String("@archive.tallybridge.invalid");
}

size_t qHash(const ItemKey &key, size_t seed)
{
    return qHash(key.raw(), seed);
}

} // namespace tallybridge
