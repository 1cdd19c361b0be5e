#pragma once

#include "core/ByteSource.h"
#include "core/CancelToken.h"
#include "core/Result.h"
#include "delivery/DeliveryName.h"

#include <QDateTime>
#include <QStringList>
#include <memory>
#include <optional>
#include <vector>

namespace tallybridge {

/// A delivery that lies at the source.
struct SourceDelivery {
    DeliveryName name;
    qint64 size = 0;
    QDateTime modified;     ///< UTC; invalid when the source does not say
    bool movedAway = false; ///< afterImport() has moved it to another place
};

/// What lies at the source now.
struct SourceListing {
    std::vector<SourceDelivery> deliveries; ///< oldest first
    QStringList otherFiles;                 ///< left alone and reported
    QStringList noFiles;                    ///< names of deliveries that are folders, or links that lead nowhere
    QStringList growing;                    ///< deliveries that are still being written: left for the next run
};

/// Where deliveries come from. Called by one thread at a time; calls block.
class DeliverySource
{
public:
    virtual ~DeliverySource() = default;

    /// Lists complete deliveries. Failures: SourceUnavailable, Cancelled.
    virtual Result<SourceListing> list(const CancelToken &cancel) = 0;

    /// What afterImport() has moved to another place of the source, also under former settings; no part of list(). Failures: as list().
    virtual Result<std::vector<SourceDelivery>> listMoved(const CancelToken & /*cancel*/) { return std::vector<SourceDelivery>(); }

    /// Opens one delivery for reading at any place; a remote source brings it here first. One that is not where list() looks is looked for
    /// where afterImport() moves to.
    /// Failures: SourceUnavailable, FileNotFound, FileNotReadable, DiskFull, Cancelled.
    /// DeliveryChanged: it was being written meanwhile; left for the next run.
    virtual Result<std::shared_ptr<ByteSource>> open(const QString &deliveryName, const CancelToken &cancel) = 0;

    /// Whether a delivery could be opened and read now, without reading it whole. Failures: as open().
    virtual Result<void> probe(const QString &deliveryName, const CancelToken &cancel)
    {
        const auto bytes = open(deliveryName, cancel);
        if (!bytes)
            return bytes.failure();
        char first = 0;
        const auto got = (*bytes)->readAt(0, &first, 1);
        return got ? Result<void>() : Result<void>(got.failure());
    }

    /// The SHA-256 (32 raw bytes) of a delivery that was fetched before and lies there unchanged, as far as size and time tell; nothing
    /// when only reading the bytes can tell. A source that fetches knows it after open().
    virtual std::optional<QByteArray> knownSha256(const SourceDelivery &) const { return std::nullopt; }

    /// Names of the deliveries that open() brought here and nobody has released yet.
    virtual QStringList fetched() const { return {}; }
    /// The bytes are not needed here any more: the delivery is imported, or waits in quarantine.
    virtual void release(const QString & /*deliveryName*/) {}

    /// True when something is to happen at the source after import, see afterImport().
    virtual bool changesSource() const { return false; }
    /// True when something happens there, or happened under former settings: what was imported need not lie there any more.
    virtual bool hasChangedSource() const { return changesSource(); }
    /// Does it: moves or deletes the delivery, unless it is not the one that was imported. Call it only when every copy is settled or its
    /// original is held. Failures: SourceUnavailable and those of its cause, SourceAccessDenied, SourceNameTaken, SourceFailed,
    /// Cancelled.
    virtual Result<void> afterImport(const SourceDelivery &, const CancelToken &) { return {}; }
};

} // namespace tallybridge
