#include "engine/DeliveryGaps.h"
#include "support/ChatRuns.h"
#include "support/TestEngine.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

QByteArray hashOfFolder(const QString &folder)
{
    QStringList files;
    QDirIterator iterator(folder, QDir::Files, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        files << iterator.next();
    files.sort();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &name : files) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        hash.addData(name.toUtf8());
        hash.addData(&file);
    }
    return hash.result();
}

} // namespace

class TestImportRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void directoryAnswersLastForAWhile()
    {
        TestEngine engine;
        engine.addConnector();
        const auto address = [](const char *text) { return *MailAddress::parse(QString::fromLatin1(text)); };
        const KnownMailbox known{address("ann@contoso.example"), address("a@contoso.example"), QStringLiteral("7"), true};
        const KnownMailbox none{address("none@contoso.example"), {}, {}, true};
        engine.mailboxes->learned = {known, none};
        engine.sync();
        QVERIFY(engine.mailboxes->remembered.empty());
        engine.sync();
        QCOMPARE(engine.mailboxes->remembered, (std::vector{known, none}));
        // Whoever retries has mended something.
        QVERIFY(engine.service().retry(QStringLiteral("wa"), {}, {}).ok());
        QCOMPARE(engine.mailboxes->remembered, std::vector{known});
        engine.mailboxes->remembered.clear();
        engine.mailboxes->learned.clear();
        engine.clock->time = engine.clock->time.addSecs(12 * 3600);
        engine.sync();
        QVERIFY(engine.mailboxes->remembered.empty());
    }

    void directoryIsOfItsDestination()
    {
        TestEngine engine;
        engine.addConnector();
        engine.mailboxes->learned = {{*MailAddress::parse(u"ann@contoso.example"_qs), {}, {}, true}};
        engine.sync();
        engine.setDestination(TestEngine::otherDestination());
        engine.sync();
        QVERIFY(engine.otherMailboxes().remembered.empty());
    }

    void init() { m_engine = std::make_unique<TestEngine>(); }

    void everyItemReachesEveryMailboxOnce()
    {
        m_engine->addDelivery(chats(200));
        m_engine->addDelivery(chats(50, QStringLiteral("second")), 21);
        m_engine->addConnector();
        const RunRecord first = m_engine->sync();
        QCOMPARE(first.state, RunState::Succeeded);
        compareSums(first.sums, 250, 500, 0, 0);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(500));

        const RunRecord second = m_engine->sync();
        QCOMPARE(second.state, RunState::Succeeded);
        compareSums(second.sums, 0, 0, 0, 0);
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void duplicatesAcrossAndWithinDeliveriesAreSkipped()
    {
        Emls emls = chats(10);
        emls.append({QStringLiteral("again.eml"), emls.first().second});
        m_engine->addDelivery(emls);
        m_engine->addDelivery(chats(10), 21);
        m_engine->addConnector();
        const RunRecord run = m_engine->sync();
        compareSums(run.sums, 21, 20, 22, 0);
    }

    void sameIdWithOtherBytesIsAnotherItemAndTheRunSaysSo()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"),
                                TestEngine::chat(QStringLiteral("x"), QStringLiteral("a@c.example"), {QStringLiteral("b@c.example")})},
                               {QStringLiteral("b.eml"), TestEngine::chat(QStringLiteral("x"), QStringLiteral("a@c.example"),
                                                                          {QStringLiteral("b@c.example")}, QStringLiteral("other"))}});
        m_engine->addConnector();
        const RunRecord run = m_engine->sync();
        compareSums(run.sums, 2, 4, 0, 0);
        const auto notes = m_engine->service().notes(run.id);
        QVERIFY(notes.ok());
        QCOMPARE(int(notes->size()), 1);
        QCOMPARE(notes->front().code, QStringLiteral("source-id-reused"));
    }

    void unmappedItemsFailAndFanOutWhenTheMailboxComes()
    {
        m_engine->mailboxes->absent = {*MailAddress::parse(QStringLiteral("ann0@contoso.example")),
                                       *MailAddress::parse(QStringLiteral("bob@contoso.example"))};
        m_engine->addDelivery(chats(1));
        m_engine->addConnector();
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::WithFailures);
        compareSums(run.sums, 1, 0, 0, 1);
        QCOMPARE(run.sums.reasons.begin()->first, FailureReason::Unmapped);
        m_engine->mailboxes->absent.clear();
        const auto retried = m_engine->service().retry(QStringLiteral("wa"), std::nullopt, {});
        QVERIFY(retried.ok());
        QCOMPARE(retried->state, RunState::Succeeded);
        compareSums(retried->sums, 0, 2, 0, 0);
        const auto failures = m_engine->service().failures(QStringLiteral("wa"), 0, 0, 10);
        QVERIFY(failures.ok() && failures->empty());
        const auto then = m_engine->service().failures(QStringLiteral("wa"), run.id, 0, 10);
        QVERIFY(then.ok());
        QCOMPARE(int(then->size()), 1);
    }

    void rejectedCopiesWaitForRetryAndLostOnesForSync()
    {
        m_engine->mailboxes->fault = [](const CopyJob &job) -> std::optional<FailureReason> {
            if (job.mailbox.text() == QLatin1String("bob@contoso.example"))
                return FailureReason::RejectedByDestination;
            return FailureReason::DestinationUnavailable;
        };
        m_engine->addDelivery(chats(5));
        m_engine->addConnector();
        compareSums(m_engine->sync().sums, 5, 0, 0, 10);
        m_engine->mailboxes->fault = {};
        const RunRecord second = m_engine->sync();
        compareSums(second.sums, 0, 5, 0, 0);
        QCOMPARE(*m_engine->service().waitingCopies(QStringLiteral("wa"), second.id), 5);
        const auto retried = m_engine->service().retry(QStringLiteral("wa"), FailureReason::RejectedByDestination, {});
        QVERIFY(retried.ok());
        compareSums(retried->sums, 0, 5, 0, 0);
        QCOMPARE(*m_engine->service().waitingCopies(QStringLiteral("wa"), retried->id), 0);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(10));
    }

    void aRunSaysOnceWhyTheDestinationFailed()
    {
        m_engine->mailboxes->fault = [](const CopyJob &) { return FailureReason::DestinationUnavailable; };
        m_engine->mailboxes->faultDetail = {FailureCode::DiskFull, {QStringLiteral("/srv/archive")}, {}, true};
        m_engine->addDelivery(chats(5));
        m_engine->addConnector();
        const RunRecord run = m_engine->sync();
        compareSums(run.sums, 5, 0, 0, 10);
        const auto notes = m_engine->service().notes(run.id);
        QVERIFY(notes.ok());
        QCOMPARE(notes->size(), size_t(1));
        QCOMPARE(notes->front().code, QStringLiteral("disk-full"));
        QCOMPARE(notes->front().arguments, QStringList{QStringLiteral("/srv/archive")});
    }

    void lostReceiptsAreLookedUpAndNeverDoubled()
    {
        int count = 0;
        m_engine->mailboxes->losesReceipt = [&count](const CopyJob &) { return ++count % 3 == 0; };
        m_engine->addDelivery(chats(60));
        m_engine->addConnector();
        const RunRecord first = m_engine->sync();
        compareSums(first.sums, 60, 80, 0, 40);
        const RunRecord second = m_engine->sync();
        compareSums(second.sums, 0, 40, 0, 0);
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(120));
    }

    void aCancelledRunIsFinishedByTheNext()
    {
        m_engine->addDelivery(chats(300));
        m_engine->addConnector();
        RunControl control;
        int written = 0;
        m_engine->mailboxes->fault = [&](const CopyJob &) -> std::optional<FailureReason> {
            if (++written == 100)
                control.cancel.cancel();
            return std::nullopt;
        };
        const RunRecord cancelled = m_engine->sync(control);
        QCOMPARE(cancelled.state, RunState::Cancelled);
        QVERIFY(cancelled.sums.imported >= 99 && cancelled.sums.imported < 600);
        m_engine->mailboxes->fault = {};
        const RunRecord next = m_engine->sync();
        QCOMPARE(next.state, RunState::Succeeded);
        compareSums(next.sums, 300, 600 - cancelled.sums.imported, cancelled.sums.imported, 0);
        QCOMPARE(m_engine->mailboxes->mails.size(), size_t(600));
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void aNewLedgerReadsTheArchiveBack()
    {
        m_engine->addDelivery(chats(40));
        m_engine->addConnector();
        m_engine->sync();
        for (const char *suffix : {"", "-wal", "-shm"})
            QFile::remove(m_engine->context().ledgerPath() + QLatin1String(suffix));
        m_engine->addConnector();
        const auto dry = m_engine->service().sync(QStringLiteral("wa"), {{}, {}, true}, {});
        QVERIFY(dry.ok());
        compareSums(dry->sums, 40, 0, 80, 0);
        const RunRecord run = m_engine->sync();
        compareSums(run.sums, 40, 0, 80, 0);
        QCOMPARE(m_engine->mailboxes->duplicates, 0);
    }

    void aDryRunDecidesTheSameAndWritesNothing()
    {
        Emls emls = chats(20);
        emls.append({QStringLiteral("again.eml"), emls.first().second});
        emls.append({QStringLiteral("broken.eml"), QByteArray("no mail at all")});
        emls.append({QStringLiteral("locked.eml"),
                     TestEngine::chat(QStringLiteral("enc"), QStringLiteral("a@c.example"), {QStringLiteral("b@c.example")}, {},
                                      QStringLiteral("X-TELEMESSAGE-ENC-KEY-ID: 1\r\n"))});
        m_engine->addDelivery(emls);
        m_engine->addConnector();
        const QByteArray before = hashOfFolder(m_engine->dataFolder());
        const auto dry = m_engine->service().sync(QStringLiteral("wa"), {{}, {}, true}, {});
        QVERIFY(dry.ok());
        QCOMPARE(hashOfFolder(m_engine->dataFolder()), before);
        QVERIFY(m_engine->mailboxes->mails.empty());
        const RunRecord run = m_engine->sync();
        QCOMPARE(dry->sums, run.sums);
        compareSums(run.sums, 23, 40, 2, 2);
        QCOMPARE(run.sums.reasons.at(FailureReason::EncryptedItem), 1);
        QCOMPARE(run.sums.reasons.at(FailureReason::MalformedMessage), 1);
    }

    void aDeletedItemAnswersTheItemItIsAboutWhateverTheOrder()
    {
        const QByteArray original =
            TestEngine::chat(QStringLiteral("orig"), QStringLiteral("a@c.example"), {QStringLiteral("b@c.example")});
        QByteArray deleted = TestEngine::chat(QStringLiteral("del"), QStringLiteral("a@c.example"), {QStringLiteral("b@c.example")},
                                              QStringLiteral("DELETED\r\n\r\nOriginal Message (Msg ID - orig)\r\n\r\nhello"));
        deleted.replace("Subject: ", "Subject: DELETED \xe2\x80\x93 READ ");
        m_engine->addDelivery({{QStringLiteral("0.eml"), deleted}, {QStringLiteral("1.eml"), original}});
        m_engine->addConnector();
        compareSums(m_engine->sync().sums, 2, 4, 0, 0);
        // The mail's bytes are proved by the acceptance tests; here the run must not wait for itself.
    }

    void aDeliveryThatDoesNotHoldIsQuarantinedAndCanBeAccepted()
    {
        auto emls = chats(3);
        m_engine->write(TestEngine::deliveryName(20, 2),
                        makeDelivery(emls, QByteArray("Count: 4\r\nid0.eml\r\nid1.eml\r\nid2.eml\r\ngone.eml\r\n")));
        m_engine->addConnector();
        m_engine->clock->time = QDateTime::currentDateTimeUtc().addDays(1);
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::WithFailures);
        compareSums(run.sums, 0, 0, 0, 0);
        QCOMPARE(run.sums.quarantined, 1);
        auto service = m_engine->service();
        QVERIFY(!service.acceptDelivery(QStringLiteral("wa"), TestEngine::deliveryName(20, 2), {}).ok());
        QVERIFY(service.acceptDelivery(QStringLiteral("wa"), TestEngine::deliveryName(20, 2), QStringLiteral("the rest is lost")).ok());
        const RunRecord next = m_engine->sync();
        compareSums(next.sums, 3, 6, 0, 1);
        QCOMPARE(next.sums.reasons.at(FailureReason::MissingFromDelivery), 1);
        QCOMPARE(next.sums.quarantined, 0);
        QCOMPARE(service.waive(QStringLiteral("wa"), {FailureReason::MissingFromDelivery, 0, QStringLiteral("lost at the source")}).value(),
                 1);
        QVERIFY(service.verifyAudit().value().brokenAt == std::nullopt);
    }

    void aDeliveryWithAnImpossibleDateIsAFindingUntilItIsExplained()
    {
        const QString name = QStringLiteral("202513450000-TeleMessage_1_0300.zip");
        m_engine->addDelivery(chats(2));
        m_engine->write(name, makeDelivery(chats(2, QStringLiteral("lost"))));
        m_engine->addConnector();
        auto service = m_engine->service();
        const auto findingsAnswer = [&] {
            const auto results = service.check(QStringLiteral("wa"), {});
            return results->back();
        };
        QCOMPARE(findingsAnswer().answer, CheckResult::Answer::No);
        QCOMPARE(findingsAnswer().arguments, (QStringList{QStringLiteral("1"), name}));
        QCOMPARE(service.sync(QStringLiteral("wa"), {{}, {}, true}, {})->state, RunState::WithFailures);
        QCOMPARE(m_engine->sync().state, RunState::WithFailures);
        // It does not get lost with its file.
        QVERIFY(QFile::remove(m_engine->root() + QLatin1String("/source/") + name));
        QCOMPARE(m_engine->sync().state, RunState::WithFailures);
        QCOMPARE(findingsAnswer().arguments, (QStringList{QStringLiteral("1"), name}));
        const auto findings = service.findings(QStringLiteral("wa"));
        QCOMPARE(findings->size(), size_t(1));
        QCOMPARE(findings->front().kind, deliveryMisdatedKind);
        QVERIFY(service.explainFinding(QStringLiteral("wa"), findings->front().id, QStringLiteral("came again as 20251215")).ok());
        QCOMPARE(m_engine->sync().state, RunState::Succeeded);
        QCOMPARE(findingsAnswer().answer, CheckResult::Answer::Yes);
    }

    void aMalformedItemSaysWhatIsWrongWithIt()
    {
        m_engine->addDelivery({{QStringLiteral("broken.eml"), QByteArray("no mail at all")}});
        m_engine->addConnector();
        compareSums(m_engine->sync().sums, 1, 0, 0, 1);
        auto service = m_engine->service();
        QCOMPARE(service.failures(QStringLiteral("wa"), 0, 0, 10)->front().copy.detail, QStringLiteral("message-not-mail"));
        QCOMPARE(service.retry(QStringLiteral("wa"), {}, {})->sums.failed, 1);
        QCOMPARE(service.failures(QStringLiteral("wa"), 0, 0, 10)->front().copy.detail, QStringLiteral("message-not-mail"));
    }

    void checkSaysNoToRowsOfTheMappingThatAreNotUsed()
    {
        QFile file(m_engine->root() + QLatin1String("/mapping.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("External User ID,Microsoft 365 User Mailbox\n447700900001,ann@contoso.example\n4.47912E+11,bob@contoso.example\n");
        file.close();
        m_engine->addConnector();
        auto service = m_engine->service();
        ConnectorSettings settings = service.find(QStringLiteral("wa"))->settings;
        settings.mappingFile = file.fileName();
        QVERIFY(service.edit(QStringLiteral("wa"), QStringLiteral("wa"), settings).ok());
        const auto results = service.check(QStringLiteral("wa"), {});
        const auto mapping = std::find_if(results->begin(), results->end(),
                                          [](const CheckResult &result) { return result.subject == CheckResult::Subject::Mapping; });
        QCOMPARE(mapping->answer, CheckResult::Answer::No);
        QCOMPARE(mapping->arguments.mid(0, 3), (QStringList{QStringLiteral("1"), QStringLiteral("1"), QStringLiteral("3")}));
    }

    void originalsThatDoNotFitAreNamedAndCounted()
    {
        m_engine->addDelivery({{QStringLiteral("a.eml"), TestEngine::chat(QStringLiteral("a"), QStringLiteral("ann@contoso.example"),
                                                                          {QStringLiteral("bob@contoso.example")}, QString(600, u'x'))}});
        m_engine->addConnector();
        auto service = m_engine->service();
        ConnectorSettings settings = service.find(QStringLiteral("wa"))->settings;
        settings.attachOriginal = true;
        settings.sizeLimit = 1000;
        QVERIFY(service.edit(QStringLiteral("wa"), QStringLiteral("wa"), settings).ok());
        const RunRecord run = m_engine->sync();
        // Nothing of the item is missing in its mails.
        compareSums(run.sums, 1, 2, 0, 0);
        const auto notes = service.notes(run.id);
        QCOMPARE(notes->size(), size_t(1));
        QCOMPARE(notes->front().code, QStringLiteral("original-left-out"));
        QCOMPARE(notes->front().arguments, QStringList{QStringLiteral("1")});
    }

    void partialCopiesCanBeWaivedAsSuch()
    {
        QByteArray eml =
            TestEngine::chat(QStringLiteral("film"), QStringLiteral("ann@contoso.example"), {QStringLiteral("bob@contoso.example")});
        const QByteArray parts = QByteArray("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                                            "Content-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: video/mp4\r\n"
                                            "Content-Disposition: attachment; filename=film.mp4\r\n\r\n") +
                                 QByteArray(500, 'f') + QByteArray("\r\n--b--\r\n");
        eml.replace("Content-Type: text/plain; charset=utf-8\r\n\r\nhello\r\n", parts);
        m_engine->addDelivery(
            {{QStringLiteral("film.eml"), eml},
             {QStringLiteral("long.eml"), TestEngine::chat(QStringLiteral("long"), QStringLiteral("ann@contoso.example"),
                                                           {QStringLiteral("bob@contoso.example")}, QString(600, u'x'))}});
        m_engine->addConnector();
        auto service = m_engine->service();
        ConnectorSettings settings = service.find(QStringLiteral("wa"))->settings;
        settings.sizeLimit = 300;
        QVERIFY(service.edit(QStringLiteral("wa"), QStringLiteral("wa"), settings).ok());
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.sums.partial, 2);
        QCOMPARE(run.sums.failed, 1);
        QCOMPARE(service.waive(QStringLiteral("wa"), {{}, 0, QStringLiteral("the films are elsewhere"), true}).value(), 2);
        const auto left = service.failures(QStringLiteral("wa"), 0, 0, 10);
        QCOMPARE(left->size(), size_t(1));
        QCOMPARE(left->front().copy.outcome, Outcome::Failed);
        QVERIFY(!service.waive(QStringLiteral("wa"), {{}, 0, QStringLiteral("again"), true}).ok());
        // What was waived is the lack of the film: a repair brings the rest of the mail back.
        const auto before = m_engine->mailboxes->mails;
        m_engine->mailboxes->mails.erase(m_engine->mailboxes->mails.begin());
        QCOMPARE(service.verify(QStringLiteral("wa"), {0, true}, {})->repaired, 1);
        QCOMPARE(m_engine->mailboxes->mails.size(), before.size());
        QCOMPARE(service.verify(QStringLiteral("wa"), {}, {})->present, 2);
        QCOMPARE(service.failures(QStringLiteral("wa"), 0, 0, 10)->size(), size_t(1));
    }

    void anAbsurdDateDecidesNothingInTheMapping()
    {
        QFile file(m_engine->root() + QLatin1String("/mapping.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until\n447700900001,old@contoso.example,,2026-11-19\n"
                   "447700900001,new@contoso.example,2026-11-20,2026-11-30\n447700900001,future@contoso.example,2026-12-01,\n");
        file.close();
        QList<QPair<QString, QByteArray>> emls;
        for (const char *date : {"Thu, 01 Jan 1970 00:00:00 +0000", "Sat, 20 Nov 2100 10:00:00 +0000", "yesterday"}) {
            QByteArray eml =
                TestEngine::chat(QString::fromLatin1(date), QStringLiteral("x@outside.invalid"), {QStringLiteral("y@outside.invalid")});
            emls.emplace_back(QString::number(emls.size()) + QLatin1String(".eml"), eml.replace("Fri, 20 Nov 2026 10:00:00 +0000", date));
        }
        m_engine->addDelivery(emls, 20);
        m_engine->addConnector();
        auto service = m_engine->service();
        ConnectorSettings settings = service.find(QStringLiteral("wa"))->settings;
        settings.mappingFile = file.fileName();
        QVERIFY(service.edit(QStringLiteral("wa"), QStringLiteral("wa"), settings).ok());
        QCOMPARE(m_engine->sync().sums.imported, 3);
        for (const auto &mail : m_engine->mailboxes->mails)
            QCOMPARE(mail.first.first.text(), QStringLiteral("new@contoso.example"));
    }

    void aSourceThatIsGoneFailsTheRun()
    {
        m_engine->addConnector();
        QDir(m_engine->root() + QLatin1String("/source")).removeRecursively();
        const RunRecord run = m_engine->sync();
        QCOMPARE(run.state, RunState::Failed);
        QCOMPARE(run.errorCode, QStringLiteral("source-unavailable"));
    }

    void aDeliveryThatCannotBeReadWaitsAndHoldsUpNobody()
    {
        m_engine->addDelivery(chats(3, QStringLiteral("a")), 19);
        m_engine->addDelivery(chats(4, QStringLiteral("b")), 20);
        m_engine->addDelivery(chats(5, QStringLiteral("c")), 21);
        m_engine->addConnector();
        const QString name = TestEngine::deliveryName(20);
        m_engine->setUnreadable({name});
        const auto dry = m_engine->service().sync(QStringLiteral("wa"), {.from = {}, .to = {}, .dryRun = true}, {});
        QVERIFY(dry.ok());
        QCOMPARE(dry->state, RunState::WithFailures);
        compareSums(dry->sums, 8, 16, 0, 0);

        const RunRecord first = m_engine->sync();
        QCOMPARE(first.state, RunState::WithFailures);
        compareSums(first.sums, 8, 16, 0, 0);
        auto findings = m_engine->service().findings(QStringLiteral("wa"));
        QVERIFY(findings.ok());
        QCOMPARE(findings->size(), size_t(1));
        QCOMPARE(findings->front().kind, deliveryNotReadableKind);
        QCOMPARE(findings->front().subject, name);
        const auto notes = m_engine->service().notes(first.id);
        QVERIFY(notes.ok());
        QCOMPARE(notes->size(), size_t(1));
        QCOMPARE(notes->front().arguments, (QStringList{name, QStringLiteral("Permission denied")}));
        const auto checks = m_engine->service().check(QStringLiteral("wa"), {});
        QVERIFY(checks.ok());
        QCOMPARE(checks->at(1).subject, CheckResult::Subject::Deliveries);
        QCOMPARE(checks->at(1).answer, CheckResult::Answer::No);
        QCOMPARE(checks->at(1).arguments.value(2), name);

        // A re-read of other days, and its file vanishing, do not take it off the list.
        const auto reread = m_engine->service().sync(QStringLiteral("wa"), {.from = QDate(2026, 11, 21), .to = {}, .dryRun = false}, {});
        QVERIFY(reread.ok());
        QCOMPARE(m_engine->service().findings(QStringLiteral("wa"))->size(), size_t(1));
        const QString file = m_engine->root() + QLatin1String("/source/") + name;
        QVERIFY(QFile::rename(file, file + QLatin1String(".away")));
        QCOMPARE(m_engine->sync().state, RunState::WithFailures);
        QVERIFY(QFile::rename(file + QLatin1String(".away"), file));

        m_engine->setUnreadable({});
        const RunRecord last = m_engine->sync();
        QCOMPARE(last.state, RunState::Succeeded);
        compareSums(last.sums, 4, 8, 0, 0);
        findings = m_engine->service().findings(QStringLiteral("wa"));
        QVERIFY(findings.ok() && findings->empty());
    }

    void aSecondRunOfTheSameConnectorIsRefused()
    {
        m_engine->addDelivery(chats(5));
        m_engine->addConnector();
        std::optional<FailureCode> code;
        m_engine->mailboxes->fault = [&](const CopyJob &) -> std::optional<FailureReason> {
            if (!code) {
                const auto second = m_engine->service().sync(QStringLiteral("wa"), {}, {});
                code = second ? FailureCode::Internal : second.failure().code;
            }
            return std::nullopt;
        };
        m_engine->sync();
        QCOMPARE(code, FailureCode::ConnectorBusy);
        // What is not running any more is interrupted, whatever the ledger said last.
        QCOMPARE(m_engine->service().status(QStringLiteral("wa")).value()->state, RunState::Succeeded);
    }

    void allRunsOfAConnectorWriteAsTheSameWriter()
    {
        m_engine->addDelivery(chats(1));
        m_engine->addConnector();
        m_engine->sync();
        m_engine->mailboxes->mails.clear();
        QVERIFY(m_engine->service().verify(QStringLiteral("wa"), {0, true}, {}).ok());
        QVERIFY(m_engine->service().retry(QStringLiteral("wa"), std::nullopt, {}).ok());
        QCOMPARE(m_engine->mailboxes->writers.size(), size_t(1));
        m_engine->addConnector(QStringLiteral("other"));
        QVERIFY(m_engine->service().sync(QStringLiteral("other"), {}, {}).ok());
        QCOMPARE(m_engine->mailboxes->writers.size(), size_t(2));
        QVERIFY(!m_engine->mailboxes->writers.contains(0));
    }

    void progressEndsWithTheSums()
    {
        m_engine->addDelivery(chats(50));
        m_engine->addConnector();
        RunControl control;
        ProgressSnapshot last;
        control.progress = [&last](const ProgressSnapshot &snapshot) { last = snapshot; };
        const RunRecord run = m_engine->sync(control);
        QCOMPARE(last.itemsDone, 50);
        QCOMPARE(last.itemsTotal, 50);
        QCOMPARE(last.sums.imported, run.sums.imported);
    }

private:
    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestImportRun)
#include "tst_importrun.moc"
