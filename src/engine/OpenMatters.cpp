#include "engine/OpenMatters.h"

#include "ledger/DeliveryTable.h"

#include <QJsonArray>

namespace tallybridge {

Result<OpenMatters> readOpenMatters(Ledger &ledger, qint64 connectorId)
{
    OpenMatters matters;
    auto failures = FailureList(ledger, connectorId).groups();
    if (!failures)
        return failures.failure();
    matters.failures = std::move(*failures);
    const auto quarantined = DeliveryTable(ledger).withState(connectorId, DeliveryState::Quarantined);
    if (!quarantined)
        return quarantined.failure();
    for (const DeliveryRecord &delivery : *quarantined)
        matters.quarantined << delivery.name;
    auto findings = FindingTable(ledger).open(connectorId);
    if (!findings)
        return findings.failure();
    matters.findings = std::move(*findings);
    return matters;
}

QJsonObject jsonOpenMatters(const OpenMatters &matters)
{
    QJsonObject failed;
    qint64 partial = 0;
    for (const FailureGroup &group : matters.failures) {
        if (group.outcome == Outcome::Partial)
            partial += group.count;
        else
            failed.insert(failureReasonName(group.reason), group.count);
    }
    QJsonArray findings;
    for (const Finding &finding : matters.findings)
        findings.append(QString(finding.kind + QLatin1Char(' ') + finding.subject));
    return {{QLatin1String("failed"), failed},
            {QLatin1String("partial"), partial},
            {QLatin1String("quarantined"), QJsonArray::fromStringList(matters.quarantined)},
            {QLatin1String("findings"), findings}};
}

} // namespace tallybridge
