#pragma once

#include "source/DeliverySource.h"

#include <QSet>
#include <QStringList>

namespace tallybridge {

inline const QString fileNumberGapKind = QStringLiteral("file-number-gap");
/// A delivery whose file could not be read: "202611200000-TeleMessage_3_0102.zip".
inline const QString deliveryNotReadableKind = QStringLiteral("delivery-not-readable");
/// A delivery that was gone when it was to be read, after it was listed: its name.
inline const QString deliveryVanishedKind = QStringLiteral("delivery-vanished");
/// A folder, or a link that leads nowhere, with the name of a delivery: the name.
inline const QString deliveryNoFileKind = QStringLiteral("delivery-no-file");
/// A delivery that is imported and could not be moved or deleted at the source: its name.
inline const QString deliveryNotMovedKind = QStringLiteral("delivery-not-moved");
/// A delivery that is not imported because its name has a date that does not exist. It stays open until a person explains it: no name
/// that came later can prove that it is the same delivery.
inline const QString deliveryMisdatedKind = QStringLiteral("delivery-misdated");
inline const QString dayWithoutDeliveryKind = QStringLiteral("day-without-delivery");

/// Missing values of <file#> between the smallest and the largest one of each day: "2026-11-20 #3"; when any day begins with 1, of every
/// day from 1 on. At most 1,000 are named. noDeliveries: names of files that are none, whose dates and numbers therefore say nothing of
/// what was to come; they fill no less.
QStringList fileNumberGaps(const SourceListing &listing, const QSet<QString> &noDeliveries);

/// Days without any delivery between the first and the last one: "2026-11-20". At most 1,000 are named. noDeliveries: as above.
QStringList daysWithoutDelivery(const SourceListing &listing, const QSet<QString> &noDeliveries);

/// The names at the source that are deliveries but for their date.
QStringList misdatedDeliveries(const SourceListing &listing);

} // namespace tallybridge
