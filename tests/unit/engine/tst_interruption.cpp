#include "ledger/Ledger.h"
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

    /// Makes the ledger what it is when the process dies before the receipts of some copies; half of these were written.
    void killed(RunRecord run, int copies) const
    {
        auto ledger = Ledger::open(m_engine->context().ledgerPath(), Ledger::Mode::ReadWrite);
        QVERIFY(ledger.ok());
        ItemTable items(**ledger);
        const auto receipts = items.receipts(run.connectorId, 0, {}, 0, copies);
        auto transaction = Transaction::begin(**ledger);
        QVERIFY(transaction.ok());
        for (const auto &listed : *receipts) {
            CopyRecord copy = listed.copy;
            copy.outcome = Outcome::Open;
            QVERIFY(items.updateCopy(copy).ok());
            if (copy.id % 2 == 0)
                m_engine->mailboxes->mails.erase({copy.mailbox, listed.item.key});
        }
        run.state = RunState::Running;
        run.sums.imported -= copies;
        QVERIFY(RunTable(**ledger).update(run).ok());
        QVERIFY(transaction->commit().ok());
    }

    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
