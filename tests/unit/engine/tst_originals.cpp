#include "support/TestEngine.h"

#include <QDirIterator>
#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString connector = QStringLiteral("wa");
const QString ann = QStringLiteral("ann@contoso.example");
const QString bob = QStringLiteral("bob@contoso.example");

QByteArray chatOf(const QString &id)
{
    return TestEngine::chat(id, ann, {bob});
}

} // namespace

// Where the original of a copy is found that has to be made again, and what is said when it is nowhere.
class TestOriginals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        m_engine->mailboxes->absent = {*MailAddress::parse(ann), *MailAddress::parse(bob)};
    }

    void aRedeliveredItemIsRetriedFromItsNewestDelivery()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}}, 20);
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().sums.failed, 1);
        removeDelivery(20);
        m_engine->addDelivery(
            {{QStringLiteral("other.eml"), chatOf(QStringLiteral("y"))}, {QStringLiteral("again.eml"), chatOf(QStringLiteral("x"))}}, 21);
        const RunRecord second = m_engine->sync();
        QCOMPARE(second.sums.skipped, 1);
        m_engine->mailboxes->absent.clear();
        const RunRecord retried = retry();
        QCOMPARE(retried.state, RunState::Succeeded);
        QCOMPARE(retried.sums.imported, 4);
        QVERIFY(notes(retried.id).empty());
    }

    void theFirstDeliveryServesWhenTheNewestHasLeft()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}}, 20);
        m_engine->addConnector();
        m_engine->sync();
        m_engine->addDelivery({{QStringLiteral("again.eml"), chatOf(QStringLiteral("x"))}}, 21);
        m_engine->sync();
        removeDelivery(21);
        m_engine->mailboxes->absent.clear();
        QCOMPARE(retry().sums.imported, 2);
    }

    void aConnectorIsNotRemovedWithTheOnlyOriginals()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}}, 20);
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().sums.failed, 1);
        removeDelivery(20);
        const auto refused = m_engine->service().remove(connector);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.failure().code, FailureCode::ConnectorHoldsOriginals);
        QCOMPARE(refused.failure().arguments, (QStringList{connector, QStringLiteral("1"), TestEngine::deliveryName(20)}));
        QVERIFY(QDir(m_engine->root()).rename(QStringLiteral("source"), QStringLiteral("unmounted")));
        QVERIFY(!m_engine->service().remove(connector).ok());
        QVERIFY(QDir(m_engine->root()).rename(QStringLiteral("unmounted"), QStringLiteral("source")));
        QVERIFY(m_engine->service().waive(connector, {FailureReason::Unmapped, 0, QStringLiteral("not ours")}).ok());
        QVERIFY(m_engine->service().remove(connector).ok());
        QVERIFY(!hasFiles(QStringLiteral("/held")) && !hasFiles(QStringLiteral("/keys")));
    }

    void aConnectorIsRemovedWhenTheSourceHasTheOriginals()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}}, 20);
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().sums.failed, 1);
        QVERIFY(hasFiles(QStringLiteral("/held")));
        QVERIFY(m_engine->service().remove(connector).ok());
        QVERIFY(!hasFiles(QStringLiteral("/held")));
    }

    void aDamagedHeldOriginalIsToldAndStays()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}});
        m_engine->addConnector();
        m_engine->sync();
        removeDelivery(20);
        damageHeldOriginals(*m_engine);
        m_engine->mailboxes->absent.clear();
        verifyToldAs(QStringLiteral("original-damaged"));
        QVERIFY(hasFiles(QStringLiteral("/held")));
    }

    void aHeldOriginalWithoutItsKeyIsToldAndOpensWhenTheKeyIsBack()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}});
        m_engine->addConnector();
        m_engine->sync();
        removeDelivery(20);
        const QString keys = m_engine->dataFolder() + QLatin1String("/keys");
        QVERIFY(QDir().rename(keys, keys + QLatin1String(".away")));
        m_engine->mailboxes->absent.clear();
        verifyToldAs(QStringLiteral("original-without-key"));
        QVERIFY(QDir(keys).removeRecursively());
        QVERIFY(QDir().rename(keys + QLatin1String(".away"), keys));
        QCOMPARE(retry().sums.imported, 2);
    }

    void aDamagedHeldOriginalIsMendedFromTheSource()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}});
        m_engine->addConnector();
        m_engine->sync();
        damageHeldOriginals(*m_engine);
        // Nobody has a mailbox yet: it stays unsettled.
        QCOMPARE(retry().sums.failed, 1);
        removeDelivery(20);
        m_engine->mailboxes->absent.clear();
        QCOMPARE(retry().sums.imported, 2);
    }

    void aRetryWithoutOriginalSaysSo()
    {
        m_engine->addDelivery(
            {{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}, {QStringLiteral("b.eml"), chatOf(QStringLiteral("y"))}});
        m_engine->addConnector();
        const RunRecord first = m_engine->sync();
        removeDelivery(20);
        loseHeldOriginals();
        m_engine->mailboxes->absent.clear();
        const RunRecord retried = retry();
        QCOMPARE(retried.state, RunState::WithFailures);
        QCOMPARE(retried.sums.reasons.at(FailureReason::Unmapped), 2);
        const auto said = notes(retried.id);
        QCOMPARE(int(said.size()), 1);
        QCOMPARE(said[0].code, QStringLiteral("original-gone"));
        QCOMPARE(said[0].arguments, (QStringList{TestEngine::deliveryName(20), QStringLiteral("2")}));
        for (const qint64 run : {qint64(0), retried.id}) {
            const auto failures = m_engine->service().failures(connector, run, 0, 10);
            QVERIFY(failures.ok());
            QCOMPARE(int(failures->size()), 2);
            QCOMPARE(failures->front().copy.detail, QStringLiteral("original-gone"));
        }
        QVERIFY(m_engine->service().failures(connector, first.id, 0, 10)->front().copy.detail.isEmpty());

        m_engine->addDelivery(
            {{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}, {QStringLiteral("b.eml"), chatOf(QStringLiteral("y"))}});
        QCOMPARE(retry().sums.imported, 4);
    }

    void aHeldOriginalIsEnough()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}});
        m_engine->addConnector();
        m_engine->sync();
        removeDelivery(20);
        m_engine->mailboxes->absent.clear();
        QCOMPARE(retry().sums.imported, 2);
    }

    void aRepairWithoutOriginalSaysSo()
    {
        m_engine->mailboxes->absent.clear();
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}});
        m_engine->addConnector();
        m_engine->sync();
        m_engine->mailboxes->mails.clear();
        removeDelivery(20);
        const auto verified = m_engine->service().verify(connector, {0, true}, {});
        QVERIFY(verified.ok());
        QCOMPARE(verified->missing, 2);
        QCOMPARE(verified->repaired, 0);
        QCOMPARE(int(notes(verified->repairRun).size()), 1);
    }

    void anUnavailableSourceEndsRetryAndRepair()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(bob)};
        m_engine->mailboxes->fault = [](const CopyJob &) { return std::optional(FailureReason::RejectedByDestination); };
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}}, 20);
        m_engine->addConnector();
        m_engine->sync();
        m_engine->mailboxes->fault = {};
        m_engine->addDelivery({{QStringLiteral("b.eml"), chatOf(QStringLiteral("y"))}}, 21);
        m_engine->sync();
        m_engine->mailboxes->mails.clear();
        loseHeldOriginals();
        QVERIFY(QDir().rename(m_engine->root() + QLatin1String("/source"), m_engine->root() + QLatin1String("/unmounted")));

        const RunRecord retried = retry();
        QCOMPARE(retried.state, RunState::Failed);
        QCOMPARE(retried.errorCode, QString(failureCodeName(FailureCode::SourceUnavailable)));
        QCOMPARE(m_engine->service().failures(connector, 0, 0, 10)->size(), size_t(1));
        const auto verified = m_engine->service().verify(connector, {0, true}, {});
        QVERIFY(!verified.ok());
        QVERIFY(verified.failure().code == FailureCode::SourceUnavailable);

        QVERIFY(QDir().rename(m_engine->root() + QLatin1String("/unmounted"), m_engine->root() + QLatin1String("/source")));
        QCOMPARE(m_engine->service().verify(connector, {0, true}, {})->repaired, 1);
        QCOMPARE(retry().sums.imported, 1);
    }

    void aMailMadeAgainHasTheSameBytes()
    {
        m_engine->mailboxes->absent.clear();
        QByteArray deleted = TestEngine::chat(QStringLiteral("del"), ann, {bob},
                                              QStringLiteral("DELETED\r\n\r\nOriginal Message (Msg ID - orig)\r\n\r\nhello"));
        deleted.replace("Subject: ", "Subject: DELETED \xe2\x80\x93 READ ");
        // A date that is absurd today will not be when the mail is made again.
        QByteArray early = TestEngine::chat(QStringLiteral("early"), ann, {bob});
        early.replace("Fri, 20 Nov 2026 10:00:00", "Wed, 25 Nov 2026 10:00:00");
        m_engine->addDelivery({{QStringLiteral("0.eml"), deleted}, {QStringLiteral("1.eml"), early}}, 20);
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().sums.imported, 4);
        const auto written = m_engine->mailboxes->mails;

        m_engine->addDelivery({{QStringLiteral("2.eml"), chatOf(QStringLiteral("orig"))}}, 21);
        QCOMPARE(m_engine->sync().sums.imported, 2);
        m_engine->clock->time = m_engine->clock->time.addDays(10);
        for (const auto &[key, mail] : written)
            m_engine->mailboxes->mails.erase(key);
        QCOMPARE(m_engine->service().verify(connector, {0, true}, {})->repaired, 4);
        for (const auto &[key, mail] : written)
            QCOMPARE(m_engine->mailboxes->mails.at(key).sha256, mail.sha256);

        // A re-read for a new destination makes them the same, too.
        m_engine->setDestination(TestEngine::otherDestination());
        QVERIFY(m_engine->service().sync(connector, {QDate(2026, 11, 20), {}, false}, {}).ok());
        for (const auto &[key, mail] : written)
            QCOMPARE(m_engine->otherMailboxes().mails.at(key).sha256, mail.sha256);
    }

    void aMailNamesTheFirstDeliveryWhereverItIsReadFrom()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(bob)};
        QByteArray deleted = TestEngine::chat(QStringLiteral("del"), ann, {bob},
                                              QStringLiteral("DELETED\r\n\r\nOriginal Message (Msg ID - x)\r\n\r\nhello"));
        deleted.replace("Subject: ", "Subject: DELETED \xe2\x80\x93 READ ");
        m_engine->addDelivery({{QStringLiteral("a.eml"), chatOf(QStringLiteral("x"))}, {QStringLiteral("b.eml"), deleted}}, 20);
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().sums.imported, 2);
        m_engine->addDelivery({{QStringLiteral("0.eml"), deleted}, {QStringLiteral("1.eml"), chatOf(QStringLiteral("x"))}}, 21);
        m_engine->sync();
        m_engine->mailboxes->absent.clear();
        const auto reread = m_engine->service().sync(connector, {QDate(2026, 11, 21), {}, false}, {});
        QCOMPARE(reread->sums.imported, 2);
        QCOMPARE(reread->sums.skipped, 2);
        QCOMPARE(reread->state, RunState::Succeeded);
        const auto written = m_engine->mailboxes->mails;
        QCOMPARE(int(written.size()), 4);
        removeDelivery(21);
        m_engine->mailboxes->mails.clear();
        QCOMPARE(m_engine->service().verify(connector, {0, true}, {})->repaired, 4);
        for (const auto &[key, mail] : written)
            QCOMPARE(m_engine->mailboxes->mails.at(key).sha256, mail.sha256);
    }

private:
    void removeDelivery(int day) const
    {
        QVERIFY(QFile::remove(m_engine->root() + QLatin1String("/source/") + TestEngine::deliveryName(day)));
    }

    // Connectors of former versions held none.
    void loseHeldOriginals() const { QVERIFY(QDir(m_engine->dataFolder() + QLatin1String("/held")).removeRecursively()); }

    bool hasFiles(const QString &folder) const
    {
        return QDirIterator(m_engine->dataFolder() + folder, QDir::Files, QDirIterator::Subdirectories).hasNext();
    }

    void verifyToldAs(const QString &code) const
    {
        const RunRecord run = retry();
        QCOMPARE(run.state, RunState::WithFailures);
        const auto said = notes(run.id);
        QCOMPARE(int(said.size()), 1);
        QCOMPARE(said[0].code, code);
        QCOMPARE(said[0].arguments, (QStringList{TestEngine::deliveryName(20), QStringLiteral("1")}));
        QCOMPARE(m_engine->service().failures(connector, 0, 0, 10)->front().copy.detail, code);
    }

    RunRecord retry() const
    {
        const auto run = m_engine->service().retry(connector, std::nullopt, {});
        return run ? *run : RunRecord();
    }

    std::vector<RunTable::Note> notes(qint64 runId) const
    {
        const auto found = m_engine->service().notes(runId);
        return found ? *found : std::vector<RunTable::Note>();
    }

    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestOriginals)
#include "tst_originals.moc"
