#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString connector = QStringLiteral("wa");

} // namespace

class TestRunReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        m_engine->mailboxes->absent = {*MailAddress::parse(QStringLiteral("ann@contoso.example")),
                                       *MailAddress::parse(QStringLiteral("bob@contoso.example"))};
        m_emls.clear();
        for (const char *id : {"a", "b"})
            m_emls.append(
                {QLatin1String(id) + QLatin1String(".eml"),
                 TestEngine::chat(QLatin1String(id), QStringLiteral("ann@contoso.example"), {QStringLiteral("bob@contoso.example")})});
        m_engine->addDelivery(m_emls);
        m_engine->addConnector();
    }

    void showsTheSettingsOfItsRun()
    {
        const RunRecord first = m_engine->sync();
        auto service = m_engine->service();
        ConnectorSettings settings = m_engine->settings();
        settings.vault = service.find(connector)->settings.vault;
        ConnectorSettings changed = settings;
        changed.sizeLimit = 4096;
        changed.attachOriginal = true;
        QVERIFY(service.edit(connector, connector, changed).ok());
        const RunRecord second = m_engine->sync();
        QVERIFY(service.report(connector, first.id)->settings == settings);
        QVERIFY(service.report(connector, second.id)->settings == changed);
    }

    void tellsWhatSettledAFailureSince()
    {
        m_engine->mailboxes->absent.clear();
        m_engine->mailboxes->fault = [](const CopyJob &) { return std::optional(FailureReason::RejectedByDestination); };
        const RunRecord run = m_engine->sync();
        auto service = m_engine->service();
        const auto open = service.failures(connector, 0, 0, 10);
        QCOMPARE(int(open->size()), 4);
        const qint64 waived = open->front().copy.id;
        m_engine->clock->time = m_engine->clock->time.addSecs(60);
        QVERIFY(service.waive(connector, {{}, waived, QStringLiteral("private chat")}).ok());
        m_engine->mailboxes->fault = {};
        m_engine->mailboxes->absent = {open->back().copy.mailbox};
        QVERIFY(service.retry(connector, std::nullopt, {}).ok());

        const Waiver expected{m_engine->clock->time, QStringLiteral("tester"), QStringLiteral("private chat")};
        const auto report = service.report(connector, run.id);
        QVERIFY(report.ok());
        QCOMPARE(int(report->failures.size()), 4);
        for (const auto &listed : report->failures) {
            QCOMPARE(listed.copy.outcome, Outcome::Failed);
            if (listed.copy.id == waived) {
                QCOMPARE(listed.settled, QStringLiteral("waived"));
                QVERIFY(listed.waiver == expected);
            } else {
                QCOMPARE(listed.settled, QStringLiteral("imported"));
                QVERIFY(!listed.waiver);
            }
        }
        // It stays in the reports of other runs too.
        const auto newest = service.report(connector, 0);
        QCOMPARE(int(newest->waived.size()), 1);
        QVERIFY(newest->waived[0].waiver == expected);
        QVERIFY(service.failures(connector, 0, 0, 10)->empty());
    }

private:
    std::unique_ptr<TestEngine> m_engine;
    QList<QPair<QString, QByteArray>> m_emls;
};

QTEST_GUILESS_MAIN(TestRunReport)
#include "tst_runreport.moc"
