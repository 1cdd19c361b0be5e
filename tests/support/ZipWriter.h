#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <optional>
#include <vector>

namespace tallybridge::test {

/// An entry to write. Name and content suffice for an honest one; everything else serves to lie.
struct ZipEntry {
    QByteArray name = {}; ///< raw bytes
    QByteArray content = {};

    bool deflate = true;                ///< false: stored
    std::optional<quint16> flags = {};  ///< general purpose flags; without: 0x0800 (UTF-8). 1 = encrypted
    std::optional<quint16> method = {}; ///< what the headers say instead of the truth
    std::optional<quint32> crc = {};
    std::optional<quint64> size = {};
    std::optional<quint64> compressedSize = {};
    std::optional<quint64> headerOffset = {}; ///< of another entry's local header: overlapping entries
    bool zip64 = false;                       ///< sizes and offset go into a zip64 extra field
};

/// Writes ZIPs, hostile ones too. Example: ZipWriter().add("a.eml", bytes).add("x.mf", "Count: 1\na.eml\n").finish()
class ZipWriter
{
public:
    ZipWriter &add(const ZipEntry &entry);
    ZipWriter &add(const QByteArray &name, const QByteArray &content) { return add(ZipEntry{.name = name, .content = content}); }
    /// A second directory record for the bytes of the entry added first: entries that overlap.
    ZipWriter &addOverlapping(const QByteArray &name);

    bool zip64 = false;                     ///< zip64 end records
    QByteArray comment;                     ///< of the archive
    std::optional<quint64> declaredEntries; ///< what the end record says instead of the truth
    std::optional<quint64> declaredDirectorySize;
    std::optional<quint64> declaredDirectoryOffset;

    /// The whole archive.
    QByteArray finish() const;

private:
    void addRecord(const ZipEntry &entry, quint64 size, quint64 compressedSize, quint32 crc, quint16 method, quint64 offset);

    QByteArray m_bytes;
    QByteArray m_directory;
    quint64 m_entries = 0;
    struct Shared {
        quint64 size = 0;
        quint64 compressedSize = 0;
        quint32 crc = 0;
        quint16 method = 0;
    };
    std::optional<Shared> m_first;
};

/// A manifest as a delivery carries it: "Count: n" and one name a line.
QByteArray makeManifest(const QStringList &names);

/// A delivery: the EMLs (name and bytes) and a manifest "manifest.mf" that lists them. With manifest given, those bytes
/// are the manifest; with null bytes (QByteArray()) there is none.
QByteArray makeDelivery(const QList<QPair<QString, QByteArray>> &emls, std::optional<QByteArray> manifest = std::nullopt);

/// CRC-32 as ZIP uses it.
quint32 crc32Of(const QByteArray &bytes);

} // namespace tallybridge::test
