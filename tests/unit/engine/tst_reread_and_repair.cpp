#include "support/ChatRuns.h"
#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

/// What is looked at again: the mailboxes by verify and repair, finished deliveries by a re-read.
class TestRereadAndRepair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_engine = std::make_unique<TestEngine>(); }

    void verifyFindsAndRepairsWhatIsMissing()
    {
        m_engine->addDelivery(chats(30));
        m_engine->addConnector();
        m_engine->sync();
        m_engine->mailboxes->mails.erase(m_engine->mailboxes->mails.begin());
        auto service = m_engine->service();
        const auto found = service.verify(QStringLiteral("wa"), {}, {});
        QVERIFY(found.ok());
        QCOMPARE(found->missing, 1);
        QCOMPARE(found->present, 59);
        const auto repaired = service.verify(QStringLiteral("wa"), {0, true}, {});
        QVERIFY(repaired.ok());
        QCOMPARE(repaired->repaired, 1);
        QCOMPARE(service.verify(QStringLiteral("wa"), {}, {})->missing, 0);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(60));
    }

    void whatARepairCouldNotBringBackStaysMissing()
    {
        m_engine->addDelivery(chats(10));
        m_engine->addConnector();
        m_engine->sync();
        m_engine->mailboxes->mails.erase(m_engine->mailboxes->mails.begin());
        auto service = m_engine->service();
        m_engine->mailboxes->fault = [](const CopyJob &) { return std::optional(FailureReason::Cancelled); };
        QCOMPARE(service.verify(QStringLiteral("wa"), {0, true}, {})->repaired, 0);
        m_engine->mailboxes->fault = {};
        const auto found = service.verify(QStringLiteral("wa"), {}, {});
        QCOMPARE(found->checked, 20);
        QCOMPARE(found->missing, 1);
        QCOMPARE(service.verify(QStringLiteral("wa"), {0, true}, {})->repaired, 1);
        QCOMPARE(service.verify(QStringLiteral("wa"), {}, {})->present, 20);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(20));
    }

    void aRereadFinishesWhatHasNoReceipt()
    {
        m_engine->addDelivery(chats(10));
        m_engine->addConnector();
        int written = 0;
        m_engine->mailboxes->losesReceipt = [&](const CopyJob &) { return ++written % 4 == 0; };
        m_engine->sync();
        m_engine->mailboxes->losesReceipt = {};
        const auto again = m_engine->service().sync(QStringLiteral("wa"), {QDate(2026, 11, 20), QDate(2026, 11, 20), false}, {});
        QVERIFY(again.ok());
        compareSums(again->sums, 10, 5, 15, 0);
        QVERIFY(m_engine->service().failures(QStringLiteral("wa"), 0, 0, 10)->empty());
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void aRepairWritesNothingElse()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), TestEngine::chat(QStringLiteral("a"), QStringLiteral("ann@contoso.example"),
                                                                          {QStringLiteral("bob@contoso.example")}, QString(4000, u'x'))}});
        m_engine->addConnector();
        QCOMPARE(m_engine->sync().sums.imported, 2);
        const auto before = m_engine->mailboxes->mails;
        m_engine->mailboxes->mails.clear();
        // Nobody is mapped any more, somebody else is, and the limit shrank.
        auto service = m_engine->service();
        const QString csv = m_engine->root() + QLatin1String("/mapping.csv");
        QFile file(csv);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("External User ID,Microsoft 365 User Mailbox\n447700900001,eve@contoso.example\n");
        file.close();
        ConnectorSettings settings = service.find(QStringLiteral("wa"))->settings;
        settings.mappingFile = csv;
        settings.automaticMapping = false;
        settings.sizeLimit = 100;
        QVERIFY(service.edit(QStringLiteral("wa"), QStringLiteral("wa"), settings).ok());
        const auto repaired = service.verify(QStringLiteral("wa"), {0, true}, {});
        QVERIFY(repaired.ok());
        QCOMPARE(repaired->missing, 2);
        QCOMPARE(repaired->repaired, 2);
        QCOMPARE(m_engine->mailboxes->mails.size(), before.size());
        for (const auto &[key, mail] : before)
            QCOMPARE(m_engine->mailboxes->mails.at(key).sha256, mail.sha256);
        QVERIFY(service.failures(QStringLiteral("wa"), 0, 0, 10)->empty());
    }

    void rereadGivesCopiesToMailboxesMappedSince()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(QStringLiteral("bob@contoso.example"))};
        m_engine->addDelivery(chats(10));
        m_engine->addConnector();
        compareSums(m_engine->sync().sums, 10, 10, 0, 0);
        m_engine->mailboxes->absent.clear();
        const auto again = m_engine->service().sync(QStringLiteral("wa"), {QDate(2026, 11, 20), QDate(2026, 11, 20), false}, {});
        QVERIFY(again.ok());
        compareSums(again->sums, 10, 10, 10, 0);
        const auto outside = m_engine->service().sync(QStringLiteral("wa"), {QDate(2026, 11, 21), {}, false}, {});
        QVERIFY(outside.ok());
        compareSums(outside->sums, 0, 0, 0, 0);
    }

    void whatWasWaivedIsNotImportedByARereadOrRetry()
    {
        auto &absent = m_engine->mailboxes->absent;
        for (int i = 0; i < 7; ++i)
            absent.insert(*MailAddress::parse(QStringLiteral("ann%1@contoso.example").arg(i)));
        absent.insert(*MailAddress::parse(QStringLiteral("bob@contoso.example")));
        m_engine->addDelivery(chats(10));
        m_engine->addConnector();
        compareSums(m_engine->sync().sums, 10, 0, 0, 10);
        auto service = m_engine->service();
        const qint64 one = service.failures(QStringLiteral("wa"), 0, 0, 1)->front().copy.id;
        QCOMPARE(service.waive(QStringLiteral("wa"), {{}, one, QStringLiteral("private chat")}).value(), 1);
        absent.clear();
        const SyncRequest request{QDate(2026, 11, 20), QDate(2026, 11, 20), false};
        SyncRequest foretold = request;
        foretold.dryRun = true;
        const Sums dry = service.sync(QStringLiteral("wa"), foretold, {})->sums;
        const auto again = service.sync(QStringLiteral("wa"), request, {});
        QVERIFY(again.ok());
        QCOMPARE(again->sums.imported, 18);
        QCOMPARE(dry.imported, 18);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(18));
        QCOMPARE(service.retry(QStringLiteral("wa"), {}, {})->sums.imported, 0);
        QCOMPARE(service.report(QStringLiteral("wa"), 0)->waived.size(), size_t(1));
    }

    void rereadAfterTheMappingShrankOnlySkips()
    {
        m_engine->addDelivery(chats(10));
        m_engine->addConnector();
        compareSums(m_engine->sync().sums, 10, 20, 0, 0);
        m_engine->mailboxes->absent = {*MailAddress::parse(QStringLiteral("bob@contoso.example"))};
        for (int i = 0; i < 7; ++i)
            m_engine->mailboxes->absent.insert(*MailAddress::parse(QStringLiteral("ann%1@contoso.example").arg(i)));
        const SyncRequest request{QDate(2026, 11, 20), {}, false};
        SyncRequest foretold = request;
        foretold.dryRun = true;
        compareSums(m_engine->service().sync(QStringLiteral("wa"), foretold, {})->sums, 10, 0, 20, 0);
        const auto again = m_engine->service().sync(QStringLiteral("wa"), request, {});
        compareSums(again->sums, 10, 0, 20, 0);
        QVERIFY(m_engine->service().failures(QStringLiteral("wa"), 0, 0, 10)->empty());
    }

private:
    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestRereadAndRepair)
#include "tst_reread_and_repair.moc"
