#include "engine/SettlingDesk.h"

#include "engine/AuditTrail.h"
#include "engine/LockedConnector.h"
#include "ledger/ConnectorTable.h"
#include "ledger/DeliveryTable.h"
#include "ledger/FindingTable.h"
#include "ledger/ItemTable.h"
#include "ledger/Transaction.h"

#include <algorithm>
#include <vector>

namespace tallybridge {

namespace {

constexpr int copiesPerPage = 1000;

Result<std::vector<CopyRecord>> copiesToWaive(ItemTable &items, qint64 connectorId, qint64 copyId, std::optional<FailureReason> reason,
                                              bool partialOnly)
{
    std::vector<CopyRecord> chosen;
    if (copyId != 0) {
        const auto copy = items.copyById(copyId);
        if (!copy)
            return copy.failure();
        const Failure notFound{FailureCode::CopyNotFound, {QString::number(copyId)}, {}, false};
        if (!copy->has_value())
            return notFound;
        const auto item = items.itemById((*copy)->itemId);
        if (!item)
            return item.failure();
        if (!item->has_value() || (*item)->connectorId != connectorId)
            return notFound;
        if ((*copy)->isSettled() || (*copy)->outcome == Outcome::Open)
            return Failure{FailureCode::CopyAlreadySettled, {QString::number(copyId)}, {}, false};
        chosen.push_back(**copy);
        return chosen;
    }
    for (qint64 after = 0;;) {
        const auto page = items.failures(connectorId, 0, after, copiesPerPage);
        if (!page)
            return page.failure();
        if (page->empty())
            return chosen;
        for (const auto &listed : *page) {
            if (partialOnly ? listed.copy.outcome == Outcome::Partial : !reason || listed.copy.reason == reason)
                chosen.push_back(listed.copy);
        }
        after = page->back().copy.id;
    }
}

/// A decision is read in tables, reports and the audit: one line of plain text.
Result<void> checkBecause(const QString &because)
{
    if (because.trimmed().isEmpty())
        return Failure{FailureCode::BecauseMissing, {}, {}, false};
    const bool plain = std::none_of(because.begin(), because.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
    });
    return plain ? Result<void>() : Result<void>(Failure{FailureCode::BecauseNotPlain, {}, {}, false});
}

} // namespace

Result<int> SettlingDesk::waive(const QString &connector, qint64 copyId, std::optional<FailureReason> reason, bool partialOnly,
                                const QString &because)
{
    if (auto plain = checkBecause(because); !plain)
        return plain.failure();
    auto locked = LockedConnector::open(m_engine, connector);
    if (!locked)
        return locked.failure();
    auto transaction = locked->begin();
    if (!transaction)
        return transaction.failure();
    Ledger &ledger = locked->ledger();
    const ConnectorRecord &record = locked->record();
    ItemTable items(ledger);
    const auto chosen = copiesToWaive(items, record.id, copyId, reason, partialOnly);
    if (!chosen)
        return chosen.failure();
    if (chosen->empty())
        return Failure{FailureCode::NothingToWaive,
                       {partialOnly ? QString(outcomeName(Outcome::Partial))
                        : reason    ? QString(failureReasonName(*reason))
                                    : QString()},
                       {},
                       false};
    for (const CopyRecord &copy : *chosen) {
        if (auto waived = items.waive(copy.id, {m_engine.clock->now(), m_engine.account, because}); !waived)
            return waived.failure();
        const QJsonObject before{{QLatin1String("outcome"), outcomeName(copy.outcome)},
                                 {QLatin1String("reason"), copy.reason ? QString(failureReasonName(*copy.reason)) : QString()}};
        const QJsonObject after{{QLatin1String("outcome"), QLatin1String("waived")}, {QLatin1String("because"), because}};
        const QString subject = record.name + QLatin1String(" copy ") + QString::number(copy.id);
        if (auto audited = audit(ledger, m_engine, QStringLiteral("copy-waived"), subject, before, after); !audited)
            return audited.failure();
    }
    if (auto committed = transaction->commit(); !committed)
        return committed.failure();
    return int(chosen->size());
}

Result<void> SettlingDesk::explain(const QString &connector, qint64 findingId, const QString &because)
{
    if (auto plain = checkBecause(because); !plain)
        return plain;
    auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return ledger.failure();
    const auto record = ConnectorTable(**ledger).find(connector);
    if (!record)
        return record.failure();
    // No lock: a run takes open findings away that were filled, and leaves explained ones.
    auto transaction = Transaction::begin(**ledger);
    if (!transaction)
        return transaction.failure();
    FindingTable findings(**ledger);
    const auto all = findings.all(record->id);
    if (!all)
        return all.failure();
    const auto finding = std::find_if(all->begin(), all->end(), [findingId](const Finding &one) { return one.id == findingId; });
    if (finding == all->end())
        return Failure{FailureCode::FindingNotFound, {QString::number(findingId)}, {}, false};
    if (auto explained = findings.explain(findingId, because); !explained)
        return explained;
    const QJsonObject before{{QLatin1String("explanation"), finding->explanation}};
    const QJsonObject after{
        {QLatin1String("kind"), finding->kind}, {QLatin1String("finding"), finding->subject}, {QLatin1String("because"), because}};
    const QString subject = record->name + QLatin1String(" finding ") + QString::number(findingId);
    if (auto audited = audit(**ledger, m_engine, QStringLiteral("finding-explained"), subject, before, after); !audited)
        return audited;
    return transaction->commit();
}

Result<void> SettlingDesk::decide(const QString &connector, const QString &delivery, DeliveryState decision, const QString &because)
{
    if (auto plain = checkBecause(because); !plain)
        return plain.failure();
    auto locked = LockedConnector::open(m_engine, connector);
    if (!locked)
        return locked.failure();
    auto transaction = locked->begin();
    if (!transaction)
        return transaction.failure();
    Ledger &ledger = locked->ledger();
    const ConnectorRecord &record = locked->record();
    DeliveryTable deliveries(ledger);
    const auto candidates = deliveries.withName(record.id, delivery);
    if (!candidates)
        return candidates.failure();
    for (DeliveryRecord candidate : *candidates) {
        if (candidate.state != DeliveryState::Quarantined)
            continue;
        if (decision == DeliveryState::Accepted && !candidate.acceptable)
            return Failure{FailureCode::DeliveryNotAcceptable, {delivery}, {}, false};
        const QJsonObject before{{QLatin1String("state"), deliveryStateName(candidate.state)},
                                 {QLatin1String("problem"), candidate.problemCode}};
        candidate.state = decision;
        candidate.acceptedByHand = decision == DeliveryState::Accepted;
        if (auto updated = deliveries.update(candidate); !updated)
            return updated;
        const QJsonObject after{{QLatin1String("state"), deliveryStateName(decision)},
                                {QLatin1String("declared"), candidate.declaredCount},
                                {QLatin1String("found"), candidate.foundCount},
                                {QLatin1String("sha256"), QString::fromLatin1(candidate.sha256.toHex())},
                                {QLatin1String("because"), because}};
        const QString action =
            decision == DeliveryState::Accepted ? QStringLiteral("delivery-accepted") : QStringLiteral("delivery-discarded");
        if (auto audited = audit(ledger, m_engine, action, record.name + QLatin1Char(' ') + delivery, before, after); !audited)
            return audited;
        return transaction->commit();
    }
    return Failure{FailureCode::DeliveryNotQuarantined, {delivery}, {}, false};
}

} // namespace tallybridge
