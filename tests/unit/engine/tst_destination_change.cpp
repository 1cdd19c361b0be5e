#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString connector = QStringLiteral("wa");

QByteArray chatOf(const QString &id)
{
    return TestEngine::chat(id, QStringLiteral("ann@contoso.example"), {QStringLiteral("bob@contoso.example")});
}

} // namespace

// Receipts belong to the destination they were given by.
class TestDestinationChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        m_engine->addDelivery(
            {{QStringLiteral("a.eml"), chatOf(QStringLiteral("a"))}, {QStringLiteral("b.eml"), chatOf(QStringLiteral("b"))}});
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().sums.imported, 4);
        QCOMPARE(m_engine->service().copiesElsewhere(connector)->copies, 0);
    }

    void aRereadBringsTheCopiesToTheNewDestination()
    {
        m_engine->setDestination(TestEngine::otherDestination());
        const auto elsewhere = m_engine->service().copiesElsewhere(connector);
        QCOMPARE(elsewhere->copies, 4);
        QCOMPARE(elsewhere->oldestDelivery, QDate(2026, 11, 20));
        QCOMPARE(m_engine->service().verify(connector, {}, {})->missing, 4);
        QCOMPARE(m_engine->sync().sums.availableForImport(), 0);

        QCOMPARE(reread(true).sums.imported, 4);
        const RunRecord again = reread();
        QCOMPARE(again.sums.imported, 4);
        QCOMPARE(again.sums.skipped, 0);
        QCOMPARE(m_engine->otherMailboxes().mails.size(), size_t(4));
        QCOMPARE(m_engine->service().verify(connector, {}, {})->present, 4);
        QCOMPARE(m_engine->service().copiesElsewhere(connector)->copies, 0);

        const RunRecord third = reread();
        QCOMPARE(third.sums.imported, 0);
        QCOMPARE(third.sums.skipped, 4);
        QCOMPARE(m_engine->otherMailboxes().duplicates, 0);
    }

    void whatLiesInTheNewDestinationIsNotDoubled()
    {
        {
            const auto &first = *m_engine->mailboxes->mails.begin();
            m_engine->otherMailboxes().mails.insert(first);
        }
        m_engine->setDestination(TestEngine::otherDestination());
        const RunRecord again = reread();
        QCOMPARE(again.sums.imported, 3);
        QCOMPARE(again.sums.skipped, 1);
        QCOMPARE(m_engine->otherMailboxes().duplicates, 0);
        QCOMPARE(m_engine->service().copiesElsewhere(connector)->copies, 0);
    }

    void goingBackFindsEverythingThere()
    {
        m_engine->setDestination(TestEngine::otherDestination());
        m_engine->setDestination(QStringLiteral("local:"));
        QCOMPARE(m_engine->service().verify(connector, {}, {})->present, 4);
        const RunRecord again = reread();
        QCOMPARE(again.sums.imported, 0);
        QCOMPARE(again.sums.skipped, 4);
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void anItemDeliveredAgainReachesTheNewDestination()
    {
        m_engine->setDestination(TestEngine::otherDestination());
        m_engine->addDelivery({{QStringLiteral("again.eml"), chatOf(QStringLiteral("a"))}}, 21);
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.sums.imported, 2);
        QCOMPARE(run.sums.skipped, 0);
        QCOMPARE(m_engine->otherMailboxes().mails.size(), size_t(2));
    }

    void aRepairBringsWhatIsMissing()
    {
        m_engine->setDestination(TestEngine::otherDestination());
        const auto repaired = m_engine->service().verify(connector, {0, true}, {});
        QCOMPARE(repaired->missing, 4);
        QCOMPARE(repaired->repaired, 4);
        QCOMPARE(m_engine->service().copiesElsewhere(connector)->copies, 0);
    }

private:
    RunRecord reread(bool dryRun = false) const
    {
        const auto run = m_engine->service().sync(connector, {QDate(2026, 11, 20), {}, dryRun}, {});
        return run ? *run : RunRecord();
    }

    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestDestinationChange)
#include "tst_destination_change.moc"
