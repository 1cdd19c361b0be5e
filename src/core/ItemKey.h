#pragma once

#include <QByteArray>
#include <QString>
#include <compare>
#include <optional>

namespace tallybridge {

/// The identity of an item: its source id together with the SHA-256 of its EML. The same item has the same key for ever, at
/// every destination and in every ledger. Our own definition: SHA-256 over
/// "tallybridge-item-1" NUL <"id" or "mid"> NUL <ArchiveMessageID, or the Message-ID when there is none> NUL <32 bytes SHA-256>.
class ItemKey
{
public:
    ItemKey() = default;

    /// sourceId: X-TELEMESSAGE-ArchiveMessageID (may be empty); messageId: the EML's Message-ID (may be empty);
    /// emlSha256: 32 raw bytes.
    static ItemKey of(const QString &sourceId, const QString &messageId, const QByteArray &emlSha256);
    /// From 64 hexadecimal digits.
    static std::optional<ItemKey> fromHex(QStringView hex);
    /// From 32 raw bytes.
    static std::optional<ItemKey> fromRaw(const QByteArray &raw);

    bool isNull() const { return m_raw.isEmpty(); }
    const QByteArray &raw() const { return m_raw; }
    QString hex() const { return QString::fromLatin1(m_raw.toHex()); }
    /// The Message-ID of the item's mail without "<>": "<hex>@archive.tallybridge.invalid".
    QString messageId() const;

    bool operator==(const ItemKey &) const = default;
    std::strong_ordering operator<=>(const ItemKey &other) const { return m_raw.compare(other.m_raw) <=> 0; }

private:
    QByteArray m_raw;
};

size_t qHash(const ItemKey &key, size_t seed = 0);

} // namespace tallybridge
