#pragma once

#include "core/ByteSource.h"
#include "core/CancelToken.h"
#include "core/Result.h"
#include "delivery/DeliveryName.h"

#include <QDateTime>
#include <QStringList>
#include <memory>
#include <vector>

namespace tallybridge {

/// A delivery that lies at the source.
struct SourceDelivery {
    DeliveryName name;
    qint64 size = 0;
    QDateTime modified; ///< UTC; invalid when the source does not say
};

/// What lies at the source now.
struct SourceListing {
    std::vector<SourceDelivery> deliveries; ///< oldest first
    QStringList otherFiles;                 ///< left alone and reported
};

/// Where deliveries come from. Called by one thread at a time; calls block.
class DeliverySource
{
public:
    virtual ~DeliverySource() = default;

    /// Lists complete deliveries. Failures: SourceUnavailable, Cancelled.
    virtual Result<SourceListing> list(const CancelToken &cancel) = 0;

    /// Opens one delivery for reading at any place; a remote source brings it here first.
    /// Failures: SourceUnavailable, FileNotFound, FileNotReadable, DiskFull, Cancelled.
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
};

} // namespace tallybridge
