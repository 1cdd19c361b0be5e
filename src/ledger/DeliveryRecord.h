#pragma once

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QLatin1String>
#include <QStringList>
#include <QStringView>
#include <optional>

namespace tallybridge {

/// How a delivery stands.
enum class DeliveryState {
    Open,        ///< holds (or was accepted by hand) and its import is under way or was interrupted
    Finished,    ///< every item has its outcomes
    Quarantined, ///< does not hold, waits for a person
    Accepted,    ///< quarantined before, accepted by a person, waits for the next sync
    Discarded,   ///< quarantined before, discarded by a person
};

QLatin1String deliveryStateName(DeliveryState state);
std::optional<DeliveryState> deliveryStateFromName(QStringView name);

/// A delivery, told apart by name and SHA-256.
struct DeliveryRecord {
    qint64 id = 0;
    qint64 connectorId = 0;
    QString name;
    QByteArray sha256; ///< 32 raw bytes
    qint64 size = 0;
    QDate date; ///< of the file name
    qint64 fileNumber = 0;
    DeliveryState state = DeliveryState::Open;
    qint64 declaredCount = 0; ///< of the manifest
    qint64 foundCount = 0;    ///< EMLs in the ZIP
    QString problemCode;      ///< failureCodeName of why it was quarantined
    QStringList problemArguments;
    bool acceptable = true;      ///< false: not even a person can accept it
    bool acceptedByHand = false; ///< stays true after Accepted became Open and Finished
    QDateTime firstSeen;         ///< UTC
};

} // namespace tallybridge
