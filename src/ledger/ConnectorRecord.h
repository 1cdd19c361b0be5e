#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace tallybridge {

/// A connector as the ledger keeps it. settings is written and read by the engine's ConnectorSettings.
struct ConnectorRecord {
    qint64 id = 0;
    QString name;
    QString type; ///< "whatsapp"
    QJsonObject settings;
    QDateTime created;
    QDateTime nextDue;         ///< UTC; invalid when it has no schedule
    qint64 firstRunHere = 0;   ///< receipts of runs before this one are of a former destination; 0: there was none
    bool needsReadBack = true; ///< the archive folders have to be read back before the next import

    bool operator==(const ConnectorRecord &) const = default;
};

} // namespace tallybridge
