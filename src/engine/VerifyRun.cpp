#include "engine/VerifyRun.h"

#include "engine/ConnectorLock.h"
#include "engine/DestinationBond.h"
#include "engine/ImportRun.h"
#include "engine/RecordJson.h"
#include "engine/RunSetup.h"
#include "ledger/ConnectorTable.h"
#include "ledger/ItemTable.h"
#include "ledger/RunTable.h"
#include "ledger/Transaction.h"

namespace tallybridge {

namespace {

// Pages follow the mailboxes, and a mailbox is scanned once per page: large pages keep that cheap.
constexpr int copiesPerPage = 20'000;
constexpr qsizetype mostMailboxes = 100;

void count(VerifyResult &result, CopyPresence presence)
{
    ++result.checked;
    switch (presence) {
    case CopyPresence::Present:
        ++result.present;
        return;
    case CopyPresence::Moved:
        ++result.moved;
        return;
    case CopyPresence::Missing:
        ++result.missing;
        return;
    case CopyPresence::Unchecked:
        ++result.unchecked;
        return;
    }
}

bool isThere(CopyPresence presence)
{
    return presence == CopyPresence::Present || presence == CopyPresence::Moved;
}

Failure failureOf(const RunRecord &run)
{
    for (const FailureCode code : allFailureCodes()) {
        if (failureCodeName(code) == run.errorCode)
            return {code, runErrorArguments(run), {}, true};
    }
    return {FailureCode::Internal, {run.errorCode}, {}, false};
}

// The copies come mailbox by mailbox.
void addMailbox(QStringList &mailboxes, const QString &mailbox)
{
    if (mailboxes.size() < mostMailboxes && (mailboxes.isEmpty() || mailboxes.back() != mailbox))
        mailboxes << mailbox;
}

} // namespace

Result<VerifyResult> VerifyRun::run(const QString &connectorName, qint64 runId, bool repair, const RunControl &control)
{
    VerifyResult result;
    Missing missing;
    ConnectorRecord record;
    m_found.clear();
    {
        auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadOnly);
        if (!ledger)
            return ledger.failure();
        const auto connector = ConnectorTable(**ledger).find(connectorName);
        if (!connector)
            return connector.failure();
        if (runId != 0) {
            const auto run = RunTable(**ledger).find(runId);
            if (!run)
                return run.failure();
            if (!run->has_value() || (*run)->connectorId != connector->id)
                return Failure{FailureCode::RunNotFound, {QString::number(runId)}, {}, false};
        }
        // Whoever repairs must not compare with receipts that another run is about to write.
        if (repair && isConnectorRunning(m_engine, connector->id))
            return Failure{FailureCode::ConnectorBusy, {connector->name}, {}, true};
        auto compared = compare(**ledger, *connector, runId, result, control);
        if (!compared)
            return compared.failure();
        missing = std::move(*compared);
        record = *connector;
    }
    if (!m_found.empty()) {
        if (auto settled = settleFound(record); !settled)
            return settled.failure();
    }
    result.cancelled = control.cancel.isCancelled();
    if (!repair || missing.copies.empty() || result.cancelled)
        return result;
    ImportRun::Order order;
    order.kind = RunKind::Repair;
    order.repairCopies = std::move(missing.copies);
    order.repairItems.assign(missing.items.begin(), missing.items.end());
    const auto repaired = ImportRun(m_engine).run(connectorName, order, control);
    if (!repaired)
        return repaired.failure();
    if (repaired->state == RunState::Failed)
        return failureOf(*repaired);
    result.repairRun = repaired->id;
    result.repaired = repaired->sums.imported + repaired->sums.partial;
    result.cancelled = repaired->state == RunState::Cancelled;
    return result;
}

Result<VerifyRun::Missing> VerifyRun::compare(Ledger &ledger, const ConnectorRecord &connector, qint64 runId, VerifyResult &result,
                                              const RunControl &control)
{
    auto setup = RunSetup::make(m_engine, connector, RunKind::Repair, control.cancel);
    if (!setup)
        return setup.failure();
    if (auto there = identifyDestination(*setup->context.destination, ledger, connector, control.cancel); !there)
        return there.failure();
    auto session = setup->context.destination->openSession();
    if (!session)
        return session.failure();
    ItemTable items(ledger);
    Missing missing;
    ProgressSnapshot snapshot;
    snapshot.phase = ProgressSnapshot::Phase::Verifying;
    snapshot.started = m_engine.clock->now();
    QString afterMailbox;
    qint64 afterCopy = 0;
    const auto take = [&](const ItemTable::ListedCopy &listed, CopyPresence presence) {
        count(result, presence);
        if (presence == CopyPresence::Unchecked && !control.cancel.isCancelled())
            addMailbox(result.uncheckedMailboxes, listed.copy.mailbox.text());
        if (presence != CopyPresence::Missing)
            return;
        if (result.missingCopies.size() < VerifyResult::mostListed)
            result.missingCopies.push_back({listed.copy.id, listed.copy.mailbox.text(),
                                            listed.item.sourceId.isEmpty() ? listed.item.entryName : listed.item.sourceId,
                                            listed.delivery});
        missing.copies.insert(listed.copy.id);
        missing.items.insert(listed.item.id);
    };
    const auto comparePage = [&](const std::vector<ItemTable::ListedCopy> &page) {
        std::vector<CopyReference> references;
        references.reserve(page.size());
        for (const auto &listed : page) {
            const CopyRecord &copy = listed.copy;
            references.push_back({copy.id, copy.mailbox, listed.item.key, copy.outcome == Outcome::Partial, copy.messageSha256});
        }
        const auto answers = (*session)->verify(references, control.cancel);
        for (size_t i = 0; i < answers.size(); ++i)
            take(page[i], answers[i]);
        snapshot.itemsDone = result.checked;
        snapshot.lastActivity = m_engine.clock->now();
        if (control.progress)
            control.progress(snapshot);
    };
    while (!control.cancel.isCancelled()) {
        const auto page = items.receipts(connector.id, runId, afterMailbox, afterCopy, copiesPerPage);
        if (!page)
            return page.failure();
        if (page->empty())
            break;
        comparePage(*page);
        afterMailbox = page->back().copy.mailbox.text();
        afterCopy = page->back().copy.id;
    }
    if (auto compared = compareLost(items, connector, **session, take, control.cancel); !compared)
        return compared.failure();
    return missing;
}

// What an earlier repair was to bring back and did not is missed until it is there, whichever run is asked for: the ledger knows only the
// run that wrote a copy last.
Result<void> VerifyRun::compareLost(const ItemTable &items, const ConnectorRecord &connector, DestinationSession &session,
                                    const std::function<void(const ItemTable::ListedCopy &, CopyPresence)> &take, const CancelToken &cancel)
{
    for (qint64 after = 0; !cancel.isCancelled();) {
        const auto page = items.lostInRepair(connector.id, 0, after, copiesPerPage);
        if (!page)
            return page.failure();
        if (page->empty())
            break;
        std::vector<CopyReference> references;
        references.reserve(page->size() * 2);
        for (const auto &listed : *page) {
            for (const bool partial : {false, true})
                references.push_back({listed.copy.id, listed.copy.mailbox, listed.item.key, partial, listed.copy.messageSha256});
        }
        const auto answers = session.verify(references, cancel);
        for (size_t i = 0; i + 1 < answers.size(); i += 2) {
            const bool asPartial = isThere(answers[i + 1]) && !isThere(answers[i]);
            const CopyPresence presence = answers[asPartial ? i + 1 : i];
            take((*page)[i / 2], presence);
            if (isThere(presence))
                m_found.push_back({references[i].copyId, asPartial});
        }
        after = page->back().copy.id;
    }
    return {};
}

// Where another process is faster, or nothing may be written, the next run finds them as well.
Result<void> VerifyRun::settleFound(const ConnectorRecord &connector) const
{
    const auto lock = lockConnector(m_engine, connector.id, connector.name);
    if (!lock)
        return {};
    auto ledger = Ledger::open(m_engine.ledgerPath(), Ledger::Mode::ReadWrite);
    if (!ledger)
        return {};
    auto transaction = Transaction::begin(**ledger);
    if (!transaction)
        return transaction.failure();
    ItemTable items(**ledger);
    for (const Found &found : m_found) {
        auto copy = items.copyById(found.copyId);
        if (!copy)
            return copy.failure();
        if (!copy->has_value() || (*copy)->waived || (*copy)->outcome != Outcome::Failed || !(*copy)->reason ||
            !isFinishedBySync(*(*copy)->reason))
            continue;
        CopyRecord &settled = **copy;
        settled.outcome = found.partial ? Outcome::Partial : Outcome::Imported;
        settled.reason.reset();
        if (found.partial)
            settled.reason = FailureReason::ItemTooLarge;
        else
            settled.since = {};
        if (auto updated = items.updateCopy(settled); !updated)
            return updated;
    }
    return transaction->commit();
}

} // namespace tallybridge
