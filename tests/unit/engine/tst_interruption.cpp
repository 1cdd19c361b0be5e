#include "ledger/DeliveryTable.h"
#include "ledger/Ledger.h"
#include "ledger/LedgerConnection.h"
#include "ledger/RunTable.h"
#include "ledger/Transaction.h"
#include "support/ChatRuns.h"
#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

/// A run that ended with its process: what it left open stands on every list and is finished by whatever comes next.
class TestInterruption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        m_engine->addDelivery(chats(10));
        m_engine->addConnector();
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.sums.imported, 20);
        killed(run, 6);
    }

    void everyListTellsOfIt()
    {
        auto service = m_engine->service();
        const auto failures = service.failures(connector, 0, 0, 100);
        QCOMPARE(failures->size(), size_t(6));
        QCOMPARE(failures->front().copy.reason, FailureReason::Cancelled);
        const auto run = service.find(connector)->newestRun;
        QCOMPARE(run->state, RunState::Interrupted);
        QCOMPARE(run->sums.failed, 6);
        QCOMPARE(run->sums.reasons.at(FailureReason::Cancelled), 6);
        QCOMPARE(service.failures(connector, run->id, 0, 100)->size(), size_t(6));
        QCOMPARE(service.openMatters(connector)->failures.front().count, 6);
        const auto dry = service.sync(connector, {{}, {}, true}, {});
        QCOMPARE(dry->sums.imported, 6);
    }

    void anyRunFinishesIt_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"sync", "retry", "re-read"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void anyRunFinishesIt()
    {
        QFETCH(QString, how);
        auto service = m_engine->service();
        const auto run = how == QLatin1String("retry")  ? service.retry(connector, {}, {})
                         : how == QLatin1String("sync") ? service.sync(connector, {}, {})
                                                        : service.sync(connector, {QDate(2026, 11, 20), QDate(2026, 11, 20), false}, {});
        QVERIFY(run.ok());
        QCOMPARE(run->state, RunState::Succeeded);
        QCOMPARE(run->sums.imported, 6);
        QVERIFY(service.failures(connector, 0, 0, 100)->empty());
        QCOMPARE(service.verify(connector, {}, {})->present, 20);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(20));
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void checkTellsOfAHalfImportedDelivery()
    {
        setDelivery(DeliveryState::Open);
        auto service = m_engine->service();
        const CheckResult imports = checked(CheckResult::Subject::Imports);
        QCOMPARE(imports.answer, CheckResult::Answer::No);
        QCOMPARE(imports.arguments, (QStringList{QStringLiteral("1"), TestEngine::deliveryName()}));
        QCOMPARE(service.sync(connector, {}, {})->state, RunState::Succeeded);
        QCOMPARE(checked(CheckResult::Subject::Imports).answer, CheckResult::Answer::Yes);
    }

    void verifySettlesWhatAKilledRepairWrote()
    {
        auto service = m_engine->service();
        QCOMPARE(service.sync(connector, {}, {})->sums.imported, 6);
        RunRecord repair = *service.find(connector)->newestRun;
        repair.id = 0;
        repair.kind = RunKind::Repair;
        repair.sums = {};
        killed(repair, 6);
        QCOMPARE(service.failures(connector, 0, 0, 100)->size(), size_t(6));
        const auto found = service.verify(connector, {}, {});
        QCOMPARE(found->checked, 20);
        QCOMPARE(found->missing, 3);
        const auto left = service.failures(connector, 0, 0, 100);
        QCOMPARE(left->size(), size_t(3));
        for (const auto &listed : *left)
            QVERIFY(!m_engine->mailboxes->mails.contains({listed.copy.mailbox, listed.item.key}));
        QCOMPARE(service.verify(connector, {0, true}, {})->repaired, 3);
        QVERIFY(service.failures(connector, 0, 0, 100)->empty());
        QCOMPARE(service.verify(connector, {}, {})->present, 20);
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void aRunWhoseLedgerFailsLeavesNothingOpen()
    {
        auto service = m_engine->service();
        QCOMPARE(service.sync(connector, {}, {})->sums.imported, 6);
        m_engine->addDelivery(chats(5, QStringLiteral("new")), 21);
        const auto sql = [this](const char *statement) {
            const auto database = LedgerConnection::open(m_engine->context().ledgerPath(), LedgerConnection::Access::Normal);
            QVERIFY(database.ok());
            QVERIFY((*database)->execute(QLatin1String(statement)).ok());
        };
        // No receipt can be written any more.
        sql("CREATE TRIGGER deaf BEFORE UPDATE ON copies WHEN NEW.outcome = 2 BEGIN SELECT RAISE(ABORT, 'no'); END");
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::Failed);
        QCOMPARE(run.sums.imported, 0);
        const auto left = service.failures(connector, 0, 0, 100);
        QVERIFY(!left->empty());
        QCOMPARE(run.sums.failed, qint64(left->size()));
        QCOMPARE(run.sums.reasons.at(FailureReason::Cancelled), run.sums.failed);
        QCOMPARE(service.failures(connector, run.id, 0, 100)->size(), left->size());
        sql("DROP TRIGGER deaf");
        const RunRecord next = m_engine->sync();
        QCOMPARE(next.state, RunState::Succeeded);
        QCOMPARE(next.sums.imported + next.sums.skipped, 10);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(30));
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void nobodyTouchesARunThatGoesOn()
    {
        auto service = m_engine->service();
        RunControl control;
        size_t seen = 1;
        m_engine->mailboxes->fault = [&](const CopyJob &) {
            seen = service.failures(connector, 0, 0, 100)->size();
            return std::optional<FailureReason>();
        };
        // The six are open again while they are tried.
        QVERIFY(service.sync(connector, {}, control).ok());
        QCOMPARE(seen, size_t(0));
    }

private:
    static inline const QString connector = QStringLiteral("wa");

    CheckResult checked(CheckResult::Subject subject) const
    {
        const auto results = m_engine->service().check(connector, {});
        for (const CheckResult &result : results.value()) {
            if (result.subject == subject)
                return result;
        }
        return {};
    }

    void setDelivery(DeliveryState state) const
    {
        const qint64 id = m_engine->service().find(connector)->id;
        auto ledger = Ledger::open(m_engine->context().ledgerPath(), Ledger::Mode::ReadWrite);
        QVERIFY(ledger.ok());
        auto transaction = Transaction::begin(**ledger);
        DeliveryTable deliveries(**ledger);
        DeliveryRecord delivery = deliveries.ofConnector(id)->front();
        delivery.state = state;
        QVERIFY(deliveries.update(delivery).ok());
        QVERIFY(transaction->commit().ok());
    }

    /// Makes the ledger what it is when the process dies before the receipts of some copies; half of these were written. run: a new one
    /// when it has no id.
    void killed(RunRecord run, int copies) const
    {
        auto ledger = Ledger::open(m_engine->context().ledgerPath(), Ledger::Mode::ReadWrite);
        QVERIFY(ledger.ok());
        ItemTable items(**ledger);
        const auto receipts = items.receipts(run.connectorId, 0, {}, 0, copies);
        auto transaction = Transaction::begin(**ledger);
        QVERIFY(transaction.ok());
        run.state = RunState::Running;
        run.sums.imported -= copies;
        if (run.id == 0)
            run.id = RunTable(**ledger).insert(run).value();
        int copiesDone = 0;
        for (const auto &listed : *receipts) {
            CopyRecord copy = listed.copy;
            copy.runId = run.id;
            copy.outcome = Outcome::Open;
            QVERIFY(items.updateCopy(copy).ok());
            if (++copiesDone % 2 == 0)
                m_engine->mailboxes->mails.erase({copy.mailbox, listed.item.key});
        }
        QVERIFY(RunTable(**ledger).update(run).ok());
        QVERIFY(transaction->commit().ok());
    }

    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
