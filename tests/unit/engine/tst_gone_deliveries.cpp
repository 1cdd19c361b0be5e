#include "engine/AdmissionPlan.h"
#include "engine/GoneDeliveries.h"
#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

/// Deliveries that the ledger knows as not finished and that are at the source no more.
class TestGoneDeliveries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_engine = std::make_unique<TestEngine>(); }

    void anInterruptedDeliveryThatVanishedIsAFindingUntilItComesBack();
    void otherDatesAreNotJudged();
    void anAcceptedDeliveryThatWasReplacedIsAFindingUntilItIsExplained();
    void anAcceptedDeliveryThatVanishedIsAFinding();
    void anEmptiedSourceIsSaid();
    void whatWasImportedAndTakenAwayLeavesNoGap();
    void aMailThatWasWrittenIsFoundThoughItsOriginalIsGone();

private:
    static QList<QPair<QString, QByteArray>> chats(int count, const QString &prefix)
    {
        QList<QPair<QString, QByteArray>> emls;
        for (int i = 0; i < count; ++i) {
            const QString id = prefix + QString::number(i);
            emls.append({id + QLatin1String(".eml"),
                         TestEngine::chat(id, QStringLiteral("ann@contoso.example"), {QStringLiteral("bob@contoso.example")})});
        }
        return emls;
    }
    QString file(const QString &name) const { return m_engine->root() + QLatin1String("/source/") + name; }
    void takeAway(const QString &name) const { QVERIFY(QFile::rename(file(name), file(name) + QLatin1String(".away"))); }
    void bringBack(const QString &name) const { QVERIFY(QFile::rename(file(name) + QLatin1String(".away"), file(name))); }
    Result<RunRecord> sync(const SyncRequest &request) const { return m_engine->service().sync(QStringLiteral("wa"), request, {}); }
    std::vector<Finding> findings() const { return *m_engine->service().findings(QStringLiteral("wa")); }

    void verifyOneFinding(const QString &name) const
    {
        const auto all = findings();
        QCOMPARE(all.size(), size_t(1));
        QCOMPARE(all.front().kind, deliveryGoneKind);
        QCOMPARE(all.front().subject, name);
        const auto checks = m_engine->service().check(QStringLiteral("wa"), {});
        QVERIFY(checks.ok());
        QCOMPARE(checks->back().subject, CheckResult::Subject::Findings);
        QCOMPARE(checks->back().answer, CheckResult::Answer::No);
        QVERIFY(checks->back().arguments.value(1).contains(name));
    }
    QStringList noted(const RunRecord &run, const QString &code) const
    {
        QStringList arguments;
        const auto notes = m_engine->service().notes(run.id);
        for (const auto &note : *notes) {
            if (note.code == code)
                arguments << note.arguments;
        }
        return arguments;
    }

    /// A connector with one finished delivery of the 19th and one of the 20th that was cut off.
    void interrupt()
    {
        m_engine->addDelivery(chats(3, QStringLiteral("a")), 19);
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().state, RunState::Succeeded);
        m_engine->addDelivery(chats(100, QStringLiteral("b")), 20);
        RunControl control;
        int written = 0;
        m_engine->mailboxes->fault = [&](const CopyJob &) -> std::optional<FailureReason> {
            if (++written == 20)
                control.cancel.cancel();
            return std::nullopt;
        };
        QCOMPARE(m_engine->sync(control).state, RunState::Cancelled);
        m_engine->mailboxes->fault = {};
        QVERIFY(findings().empty());
    }

    /// A connector with one finished delivery of the 19th and one of the 20th that did not hold and was accepted.
    void accept()
    {
        m_engine->addDelivery(chats(3, QStringLiteral("a")), 19);
        m_engine->write(TestEngine::deliveryName(20),
                        makeDelivery(chats(1, QStringLiteral("b")), QByteArray("Count: 2\r\nb0.eml\r\nx.eml\r\n")));
        m_engine->addConnector();
        m_engine->clock->time = QDateTime::currentDateTimeUtc().addDays(1);
        QCOMPARE(m_engine->sync().sums.quarantined, 1);
        QVERIFY(m_engine->service().acceptDelivery(QStringLiteral("wa"), TestEngine::deliveryName(20), QStringLiteral("so be it")).ok());
    }

    std::unique_ptr<TestEngine> m_engine;
};

void TestGoneDeliveries::anInterruptedDeliveryThatVanishedIsAFindingUntilItComesBack()
{
    interrupt();
    const QString name = TestEngine::deliveryName(20);
    takeAway(name);
    const auto dry = sync({.from = {}, .to = {}, .dryRun = true});
    QVERIFY(dry.ok());
    QCOMPARE(dry->state, RunState::WithFailures);
    for (int i = 0; i < 2; ++i) {
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::WithFailures);
        QCOMPARE(noted(run, deliveryGoneKind), QStringList(name));
        verifyOneFinding(name);
    }
    // There, but nobody can tell whether it is the same.
    bringBack(name);
    m_engine->setUnreadable({name});
    m_engine->sync();
    QCOMPARE(findings().size(), size_t(2));
    m_engine->setUnreadable({});
    QCOMPARE(m_engine->sync().state, RunState::Succeeded);
    QVERIFY(findings().empty());
    QCOMPARE(m_engine->mailboxes->mails.size(), size_t(206));
    // What is finished may go.
    takeAway(name);
    QCOMPARE(m_engine->sync().state, RunState::Succeeded);
}

void TestGoneDeliveries::aMailThatWasWrittenIsFoundThoughItsOriginalIsGone()
{
    m_engine->addDelivery(chats(10, QStringLiteral("a")), 19);
    m_engine->addConnector();
    int written = 0;
    m_engine->mailboxes->losesReceipt = [&](const CopyJob &) { return ++written % 2 == 0; };
    const qint64 all = m_engine->sync().sums.availableForImport();
    m_engine->mailboxes->losesReceipt = {};
    const auto lost = m_engine->service().failures(QStringLiteral("wa"), 0, 0, 100);
    QCOMPARE(qint64(lost->size()), all / 2);
    // Nothing was held: there is no key for it. One of the mails is gone from its mailbox as well.
    takeAway(TestEngine::deliveryName(19));
    QVERIFY(QDir(m_engine->dataFolder() + QLatin1String("/held")).removeRecursively());
    m_engine->mailboxes->mails.erase(
        std::find_if(m_engine->mailboxes->mails.begin(), m_engine->mailboxes->mails.end(), [&](const auto &mail) {
            return mail.first.second == lost->front().item.key && mail.first.first == lost->front().copy.mailbox;
        }));
    const RunRecord run = m_engine->sync();
    QCOMPARE(run.sums.imported, all / 2 - 1);
    QCOMPARE(run.sums.failed, 1);
    const auto open = m_engine->service().failures(QStringLiteral("wa"), 0, 0, 100);
    QCOMPARE(open->size(), size_t(1));
    QCOMPARE(open->front().copy.id, lost->front().copy.id);
    QCOMPARE(open->front().copy.detail, QStringLiteral("original-gone"));
    QCOMPARE(m_engine->mailboxes->duplicates, 0);
}

void TestGoneDeliveries::whatWasImportedAndTakenAwayLeavesNoGap()
{
    m_engine->addDelivery(chats(1, QStringLiteral("a")), 19, 1);
    m_engine->addDelivery(chats(1, QStringLiteral("b")), 20, 1);
    m_engine->addConnector();
    QCOMPARE(m_engine->sync().state, RunState::Succeeded);
    takeAway(TestEngine::deliveryName(20, 1));
    m_engine->addDelivery(chats(1, QStringLiteral("c")), 20, 2);
    m_engine->addDelivery(chats(1, QStringLiteral("d")), 20, 4);
    QCOMPARE(m_engine->sync().sums.imported, 4); // two people each
    QCOMPARE(findings().size(), size_t(1));
    QCOMPARE(findings().front().subject, QStringLiteral("2026-11-20 #3"));
    // A gap stays one when the files around it are taken away.
    takeAway(TestEngine::deliveryName(20, 4));
    QVERIFY(m_engine->service().sync(QStringLiteral("wa"), {}, {}).ok());
    QCOMPARE(findings().size(), size_t(1));
}

void TestGoneDeliveries::otherDatesAreNotJudged()
{
    interrupt();
    const QString name = TestEngine::deliveryName(20);
    takeAway(name);
    const SyncRequest before{.from = {}, .to = QDate(2026, 11, 19), .dryRun = false};
    // Nothing is said of the file, but that a delivery is half imported stays true.
    QCOMPARE(sync(before)->state, RunState::WithFailures);
    QVERIFY(findings().empty());
    QCOMPARE(sync({.from = QDate(2026, 11, 20), .to = {}, .dryRun = false})->state, RunState::WithFailures);
    verifyOneFinding(name);
    QVERIFY(sync(before).ok());
    verifyOneFinding(name);
}

void TestGoneDeliveries::anAcceptedDeliveryThatWasReplacedIsAFindingUntilItIsExplained()
{
    accept();
    const QString name = TestEngine::deliveryName(20);
    m_engine->addDelivery(chats(2, QStringLiteral("c")), 20);
    const RunRecord run = m_engine->sync();
    QCOMPARE(run.state, RunState::WithFailures);
    QCOMPARE(run.sums.imported, 4);
    verifyOneFinding(name);
    QVERIFY(m_engine->service().explainFinding(QStringLiteral("wa"), findings().front().id, QStringLiteral("sent again, corrected")).ok());
    const RunRecord next = m_engine->sync();
    QCOMPARE(next.state, RunState::Succeeded);
    QVERIFY(noted(next, deliveryGoneKind).isEmpty());
    QCOMPARE(sync({.from = {}, .to = {}, .dryRun = true})->state, RunState::Succeeded);
    QCOMPARE(findings().size(), size_t(1));
    QCOMPARE(findings().front().explanation, QStringLiteral("sent again, corrected"));
}

void TestGoneDeliveries::anAcceptedDeliveryThatVanishedIsAFinding()
{
    accept();
    const QString name = TestEngine::deliveryName(20);
    takeAway(name);
    QCOMPARE(m_engine->sync().state, RunState::WithFailures);
    verifyOneFinding(name);
    bringBack(name);
    const RunRecord run = m_engine->sync();
    QCOMPARE(run.sums.imported, 2);
    QCOMPARE(run.sums.reasons.at(FailureReason::MissingFromDelivery), 1);
    QVERIFY(findings().empty());
}

void TestGoneDeliveries::anEmptiedSourceIsSaid()
{
    m_engine->addConnector();
    const auto answer = [this] { return m_engine->service().check(QStringLiteral("wa"), {})->at(1); };
    const QString code = QStringLiteral("source-empty");
    QVERIFY(noted(m_engine->sync(), code).isEmpty());
    QCOMPARE(answer().answer, CheckResult::Answer::Yes);
    m_engine->addDelivery(chats(3, QStringLiteral("a")), 19);
    m_engine->addDelivery(chats(3, QStringLiteral("b")), 20);
    QVERIFY(noted(m_engine->sync(), code).isEmpty());
    takeAway(TestEngine::deliveryName(19));
    takeAway(TestEngine::deliveryName(20));
    QCOMPARE(noted(m_engine->sync(), code), QStringList(QStringLiteral("2")));
    QCOMPARE(answer().subject, CheckResult::Subject::Deliveries);
    QCOMPARE(answer().answer, CheckResult::Answer::No);
    QCOMPARE(answer().arguments, (QStringList{QStringLiteral("0"), QString(), QStringLiteral("2")}));
}

QTEST_GUILESS_MAIN(TestGoneDeliveries)
#include "tst_gone_deliveries.moc"
