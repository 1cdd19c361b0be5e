#pragma once

#include "engine/DeliveryIntake.h"
#include "engine/RunContext.h"

#include <QByteArray>
#include <QSet>
#include <QStringList>

#include <utility>

namespace tallybridge {

class Ledger;

/// A delivery whose import was begun or decided and whose bytes are at the source no more: "202611200000-TeleMessage_3_0102.zip".
inline const QString deliveryGoneKind = QStringLiteral("delivery-gone");

/// Finds the deliveries that the ledger holds as interrupted or accepted and that a run did not meet at the source with their bytes.
/// Used by one thread.
class GoneDeliveries
{
public:
    /// context must outlive the object; listing: what the run goes through.
    GoneDeliveries(const RunContext &context, const SourceListing &listing);

    /// Call it for each delivery the run has looked at.
    void examined(const SourceDelivery &delivery, const DeliveryIntake::Examined &examined);

    /// Names of those that are gone and not explained. What this run could not judge (dates not asked for, a file that could not be read,
    /// was still changing, or was not reached) stays as the findings have it. Failures: the ledger's.
    Result<QStringList> names(Ledger &ledger) const;

private:
    const RunContext &m_context;
    QSet<QString> m_listed;                       ///< names at the source
    QSet<QString> m_judged;                       ///< names whose bytes are known now
    QSet<std::pair<QString, QByteArray>> m_found; ///< name and SHA-256
};

} // namespace tallybridge
