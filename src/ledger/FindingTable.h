#pragma once

#include "core/Result.h"

#include <QDateTime>
#include <QString>
#include <vector>

namespace tallybridge {

class Ledger;

/// Something odd about what the source delivered that stays open until it is filled or explained.
struct Finding {
    qint64 id = 0;
    qint64 connectorId = 0;
    QString kind;        ///< stable machine name, such as "file-number-gap" or "delivery-gone"
    QString subject;     ///< "2026-11-20 #3", "2026-11-20", or the name of a delivery
    QDateTime since;     ///< UTC
    QString explanation; ///< given by a person; empty while open
};

/// The findings of a connector. Writers call it inside a Transaction.
class FindingTable
{
public:
    explicit FindingTable(Ledger &ledger) : m_ledger(ledger) {}

    /// Makes the open findings of one kind exactly `subjects`: new ones are added, filled ones removed, explained ones kept.
    Result<void> replace(qint64 connectorId, const QString &kind, const QStringList &subjects, const QDateTime &now);
    Result<std::vector<Finding>> open(qint64 connectorId) const;
    /// Open and explained ones.
    Result<std::vector<Finding>> all(qint64 connectorId) const;
    /// Those of the subjects that nobody has explained as this kind of finding, and all that are open as it already.
    Result<QStringList> unexplained(qint64 connectorId, const QString &kind, const QStringList &subjects) const;
    /// Failures: BecauseMissing, InvalidArgument (no such finding).
    Result<void> explain(qint64 findingId, const QString &explanation);

private:
    Ledger &m_ledger;
};

} // namespace tallybridge
