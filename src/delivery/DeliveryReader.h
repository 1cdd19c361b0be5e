#pragma once

#include "core/ByteSource.h"
#include "core/CancelToken.h"
#include "core/Result.h"
#include "delivery/Manifest.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

namespace tallybridge {

/// What a delivery may at most be (product limits; smaller ones serve tests).
struct DeliveryLimits {
    qint64 maxEntryBytes = 256LL << 20;
    qint64 maxTotalBytes = 16LL << 30;
    qint64 maxEntries = 1'000'000;
    qint64 maxRatio = 200; ///< inflated : deflated, for entries above ratioFloorBytes
    qint64 ratioFloorBytes = 1 << 20;
    qint64 maxManifestBytes = 256LL << 20;
    qint64 maxKeptBytes = 8LL << 20; ///< inflated EMLs that check() keeps for read(); the rest is inflated again
};

/// One EML inside a delivery.
struct DeliveryEntry {
    qint64 index = 0; ///< place in the ZIP
    QString name;     ///< as in the ZIP, UTF-8 where it is, else CP437
    qint64 size = 0;  ///< inflated bytes
};

/// What was found in a delivery. problem is empty when ZIP and manifest hold.
struct DeliveryContents {
    std::vector<DeliveryEntry> items; ///< the EMLs, in the order of the ZIP
    QStringList otherEntries;         ///< entries that are neither EML nor manifest: noted, never read
    Manifest manifest;
    QString manifestName;
    QStringList missingNames;       ///< listed in the manifest, not in the ZIP
    QStringList notes;              ///< lines of the manifest that were not understood; "trailing-bytes" when bytes follow the ZIP;
                                    ///< "<code>: <entry>" for every further kind of problem
    std::optional<Failure> problem; ///< why the delivery is quarantined; the gravest: one that cannot be accepted, else
                                    ///< the first of the enum FailureCode
    bool acceptable = true;         ///< false: not even an admin can accept it (a traversal, a bomb); then no entry was inflated

    qint64 declaredCount() const { return manifest.count.value_or(0); }
    qint64 foundCount() const { return qint64(items.size()); }
};

/// Reads a delivery's ZIP. One object belongs to one thread. Memory: the central directory and one entry at a time.
class DeliveryReader
{
public:
    ~DeliveryReader();
    DeliveryReader(DeliveryReader &&) noexcept;
    DeliveryReader &operator=(DeliveryReader &&) noexcept;

    /// Opens the ZIP. name: the delivery's file name, for messages. Failures, none of which an admin can accept:
    /// DeliveryNotAZip, DeliveryTruncated, DeliveryTooManyEntries, DeliveryTooLarge (the ZIP's directory alone is out
    /// of proportion); and, about the reading, DeliveryChanged (the source is shorter than its size()) and those of the
    /// source's readAt.
    static Result<DeliveryReader> open(std::shared_ptr<ByteSource> source, const QString &name, const DeliveryLimits &limits = {});

    /// Looks at every entry (names, sizes, encryption, ratio), reads the manifest and inflates every EML once to check
    /// its CRC. progress gets the number of entries looked at so far. A delivery that does not hold is no Failure but
    /// has contents().problem; Failures: Cancelled, DeliveryChanged and those of the source's readAt.
    Result<DeliveryContents> check(const CancelToken &cancel, const std::function<void(qint64)> &progress = {});

    /// The bytes of one EML; those that check() kept are given away with the first call. Failures: DeliveryEntryDamaged,
    /// DeliveryEncryptedEntry, DeliveryEntryUnsupported (neither stored nor deflated), DeliveryEntryTooLarge, DeliveryRatioTooHigh,
    /// DeliveryChanged and readAt's.
    Result<QByteArray> read(const DeliveryEntry &entry);

    /// The bytes of the EML with this name and place (a held original); Failures: as read(), and OriginalUnavailable.
    Result<QByteArray> read(const QString &entryName, qint64 index);

private:
    struct Private;
    explicit DeliveryReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace tallybridge
