#include "engine/GoneDeliveries.h"

#include "ledger/FindingTable.h"

namespace tallybridge {

GoneDeliveries::GoneDeliveries(const RunContext &context, const SourceListing &listing) : m_context(context)
{
    for (const SourceDelivery &delivery : listing.deliveries)
        m_listed.insert(delivery.name.name);
    for (const QString &name : listing.growing)
        m_listed.insert(name);
}

void GoneDeliveries::examined(const SourceDelivery &delivery, const DeliveryIntake::Examined &examined)
{
    using Verdict = DeliveryIntake::Verdict;
    switch (examined.verdict) {
    case Verdict::NotAsked:
    case Verdict::Unreadable:
    case Verdict::Vanished:
    case Verdict::TooYoung:
        return;
    case Verdict::Finished:
    case Verdict::Quarantined:
    case Verdict::Discarded:
    case Verdict::Import:
        break;
    }
    m_judged.insert(delivery.name.name);
    m_found.insert({delivery.name.name, examined.record.sha256});
}

Result<QStringList> GoneDeliveries::names(Ledger &ledger) const
{
    const auto findings = FindingTable(ledger).all(m_context.connectorId);
    if (!findings)
        return findings.failure();
    QSet<QString> open;
    QSet<QString> explained;
    for (const Finding &finding : *findings) {
        if (finding.kind == deliveryGoneKind)
            (finding.explanation.isEmpty() ? open : explained).insert(finding.subject);
    }
    QStringList gone;
    for (const DeliveryState state : {DeliveryState::Open, DeliveryState::Accepted}) {
        const auto waiting = DeliveryTable(ledger).withState(m_context.connectorId, state);
        if (!waiting)
            return waiting.failure();
        for (const DeliveryRecord &delivery : *waiting) {
            const QString &name = delivery.name;
            if (m_found.contains({name, delivery.sha256}) || explained.contains(name) || gone.contains(name))
                continue;
            const bool judged = m_context.isAsked(delivery.date) && (!m_listed.contains(name) || m_judged.contains(name));
            if (judged || open.contains(name))
                gone << name;
        }
    }
    return gone;
}

} // namespace tallybridge
