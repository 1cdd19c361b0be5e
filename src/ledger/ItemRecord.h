#pragma once

#include "core/ItemKey.h"
#include "core/ItemKind.h"

#include <QDateTime>
#include <QString>

namespace tallybridge {

/// An item and where its original is held: entry of a delivery, with the SHA-256 that proves it.
struct ItemRecord {
    qint64 id = 0;
    qint64 connectorId = 0;
    ItemKey key;
    QString sourceId;
    QByteArray emlSha256;  ///< 32 raw bytes; empty for an entry missing from its delivery
    qint64 deliveryId = 0; ///< the delivery it was first seen in
    QString entryName;
    qint64 entryIndex = 0;
    ItemKind kind = ItemKind::Other;
    QDateTime time;          ///< UTC, invalid when it has none
    qint64 firstEntries = 0; ///< copies and failed entries it had when it was first processed
};

} // namespace tallybridge
