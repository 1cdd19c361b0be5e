#include "LocalArchiveFixture.h"

#include "mailbox/local/DiskRoom.h"

#include <QTest>

#include <limits>

#include <set>
#include <thread>

using namespace tallybridge;
using namespace tallybridge::test;
using Status = DeliveryReceipt::Status;

class TestLocalDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWholeMaildir();
    void manyMailboxesInOneBatch();
    void twiceLeavesOne();
    void sameJobTwiceInOneBatch();
    void lookFirst_data();
    void lookFirst();
    void lookFirstWritesWhatIsNotThere();
    void findsMailNamedAnew();
    void damagedMailGivesWay_data();
    void damagedMailGivesWay();
    void wholeTakesThePlaceOfPartial_data();
    void wholeTakesThePlaceOfPartial();
    void wholeIsThereForPartial();
    void cancelled();
    void twoSessionsAtOnce();
    void findMailbox_data();
    void findMailbox();
    void check();
};

void TestLocalDelivery::writesWholeMaildir()
{
    Archive archive;
    const auto ann = address(QStringLiteral("Ann@contoso.com"));
    const auto message = mail(QStringLiteral("1"));
    const auto receipt = archive.deliver(job(ann, message, 42));
    QCOMPARE(receipt.status, Status::Written);
    QCOMPARE(receipt.copyId, 42);
    QCOMPARE(archive.pathOf(receipt), archive.pathOf(ann, *message));
    QCOMPARE(contentOf(archive.pathOf(receipt)), message->bytes);
    QCOMPARE(QFileInfo(archive.pathOf(receipt)).lastModified().toUTC(), message->date);
    for (const auto &part : {"cur", "new", "tmp", ".WhatsApp Archiver/cur", ".WhatsApp Archiver/new", ".WhatsApp Archiver/tmp"})
        QVERIFY2(QFileInfo(archive.root() + u"/ann@contoso.com/" + QLatin1String(part)).isDir(), part);
    QVERIFY(QFileInfo(archive.folderOf(ann) + u"/maildirfolder").isFile());
    QCOMPARE(archive.mails().size(), 1);
}

void TestLocalDelivery::manyMailboxesInOneBatch()
{
    Archive archive;
    std::vector<CopyJob> jobs;
    for (int i = 0; i < 60; ++i)
        jobs.push_back(job(address(QString(u"user" + QString::number(i % 7) + u"@x.y")), mail(QString::number(i)), 100 + i));
    const auto receipts = archive.deliver(jobs);
    QCOMPARE(receipts.size(), jobs.size());
    std::set<qint64> ids;
    for (const auto &receipt : receipts) {
        QCOMPARE(receipt.status, Status::Written);
        const CopyJob &job = jobs.at(size_t(receipt.copyId - 100));
        QCOMPARE(archive.pathOf(receipt), archive.pathOf(job.mailbox, *job.message));
        QCOMPARE(contentOf(archive.pathOf(receipt)), job.message->bytes);
        ids.insert(receipt.copyId);
    }
    QCOMPARE(ids.size(), jobs.size());
    QCOMPARE(archive.mails().size(), 60);
}

void TestLocalDelivery::twiceLeavesOne()
{
    Archive archive;
    const auto once = job(address(QStringLiteral("a@x.y")), mail(QStringLiteral("1")));
    QCOMPARE(archive.deliver(once).status, Status::Written);
    const auto again = archive.deliver(once);
    QCOMPARE(again.status, Status::AlreadyThere);
    QCOMPARE(archive.pathOf(again), archive.pathOf(once.mailbox, *once.message));
    QCOMPARE(archive.mails().size(), 1);
    // The same item for another mailbox is another copy.
    QCOMPARE(archive.deliver(job(address(QStringLiteral("b@x.y")), once.message)).status, Status::Written);
    QCOMPARE(archive.mails().size(), 2);
}

void TestLocalDelivery::sameJobTwiceInOneBatch()
{
    Archive archive;
    const auto once = job(address(QStringLiteral("a@x.y")), mail(QStringLiteral("1")));
    const auto receipts = archive.deliver({once, lookingFirst(once), once});
    QCOMPARE(std::count_if(receipts.begin(), receipts.end(), [](auto &r) { return r.status == Status::Written; }), 1);
    QCOMPARE(std::count_if(receipts.begin(), receipts.end(), [](auto &r) { return r.status == Status::AlreadyThere; }), 2);
    QCOMPARE(archive.mails().size(), 1);
}

void TestLocalDelivery::lookFirst_data()
{
    QTest::addColumn<QString>("moveTo"); // below the user's folder
    QTest::newRow("as it was") << QString();
    QTest::newRow("other flags") << ".WhatsApp Archiver/cur/%1;2,FRS";
    QTest::newRow("back in new") << ".WhatsApp Archiver/new/%1";
    QTest::newRow("with sizes") << ".WhatsApp Archiver/cur/%1,S=3;2,";
    QTest::newRow("other folder") << ".Kept.Deep/cur/%1;2,S";
    QTest::newRow("inbox") << "cur/%1;2,S";
}

void TestLocalDelivery::lookFirst()
{
    QFETCH(QString, moveTo);
    Archive archive;
    const auto once = job(address(QStringLiteral("a@x.y")), mail(QStringLiteral("1")));
    QString path = archive.pathOf(archive.deliver(once));
    if (!moveTo.isEmpty()) {
        const QString base = QFileInfo(path).fileName().section(QRegularExpression(QStringLiteral("[:;]")), 0, 0);
        const QString target = archive.root() + u"/a@x.y/" + moveTo.arg(base);
        QVERIFY(QDir().mkpath(QFileInfo(target).path()));
        QVERIFY(QFile::rename(path, target));
        path = target;
    }
    Archive *const all = &archive;
    const auto other = all->destination.openSession();
    const auto receipts = (*other)->deliver(std::vector{lookingFirst(once)}, CancelToken());
    QCOMPARE(receipts.at(0).status, Status::AlreadyThere);
    QCOMPARE(archive.pathOf(receipts.at(0)), path);
    QCOMPARE(archive.mails(), QStringList{path});
}

void TestLocalDelivery::lookFirstWritesWhatIsNotThere()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    QCOMPARE(archive.deliver(lookingFirst(job(ann, mail(QStringLiteral("1"))))).status, Status::Written);
    QCOMPARE(archive.deliver(lookingFirst(job(ann, mail(QStringLiteral("2"))))).status, Status::Written);
    QCOMPARE(archive.mails().size(), 2);
}

void TestLocalDelivery::findsMailNamedAnew()
{
    // Copying and deleting, as some mail programs do, gives the file another name and sometimes other line ends.
    Archive archive;
    const auto once = job(address(QStringLiteral("a@x.y")), mail(QStringLiteral("1")));
    QVERIFY(QFile::remove(archive.pathOf(archive.deliver(once))));
    const QString copy = archive.root() + u"/a@x.y/.Kept/cur/1700000000.M1P2.host;2,S";
    QByteArray bytes = once.message->bytes;
    QVERIFY(writeTo(copy, bytes.replace("\r\n", "\n")));
    QCOMPARE(archive.deliver(lookingFirst(once)).status, Status::AlreadyThere);
    QCOMPARE(archive.mails(), QStringList{copy});
    // One that a mail program changed is not what was written; one that only answers ours is not ours.
    QVERIFY(writeTo(copy, "Status: RO\r\n" + once.message->bytes));
    QCOMPARE(archive.deliver(lookingFirst(once)).status, Status::Written);
    QCOMPARE(archive.mails().size(), 2);
    QVERIFY(QFile::remove(archive.pathOf(once.mailbox, *once.message)));
    QVERIFY(writeTo(copy, "Message-ID: <1@x>\r\nReferences: <" + once.message->key.messageId().toLatin1() + ">\r\n\r\n"));
    QCOMPARE(archive.deliver(lookingFirst(once)).status, Status::Written);
}

void TestLocalDelivery::damagedMailGivesWay_data()
{
    QTest::addColumn<bool>("look");
    QTest::newRow("looking") << true;
    QTest::newRow("not looking") << false;
}

void TestLocalDelivery::damagedMailGivesWay()
{
    QFETCH(bool, look);
    Archive archive;
    auto once = job(address(QStringLiteral("a@x.y")), mail(QStringLiteral("1")));
    const QString path = archive.pathOf(archive.deliver(once));
    QVERIFY(writeTo(path, once.message->bytes.left(20)));
    once.lookFirst = look;
    QCOMPARE(archive.deliver(once).status, Status::Written);
    QCOMPARE(contentOf(path), once.message->bytes);
    QCOMPARE(archive.mails(), QStringList{path});
}

void TestLocalDelivery::wholeTakesThePlaceOfPartial_data()
{
    QTest::addColumn<bool>("wholeThere"); // as after a crash before the partial one was removed
    QTest::addColumn<bool>("moved");
    QTest::addColumn<bool>("lookOnly");
    QTest::newRow("partial there") << false << false << false;
    QTest::newRow("both there") << true << false << false;
    QTest::newRow("partial moved") << false << true << false;
    QTest::newRow("only looking") << false << false << true;
}

void TestLocalDelivery::wholeTakesThePlaceOfPartial()
{
    QFETCH(bool, wholeThere);
    QFETCH(bool, moved);
    QFETCH(bool, lookOnly);
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto partial = mail(QStringLiteral("1"), true);
    const auto whole = mail(QStringLiteral("1"));
    const auto other = mail(QStringLiteral("2"), true);
    QCOMPARE(archive.deliver(job(ann, other)).status, Status::Written);
    const QString partialPath = archive.pathOf(archive.deliver(job(ann, partial)));
    QVERIFY(partialPath.contains(QLatin1String("-partial.tallybridge")));
    if (moved) {
        QVERIFY(QDir().mkpath(archive.root() + u"/a@x.y/.Kept/cur"));
        QVERIFY(QFile::rename(partialPath, archive.root() + u"/a@x.y/.Kept/cur/" + QFileInfo(partialPath).fileName()));
    }
    if (wholeThere)
        QCOMPARE(archive.deliver(job(ann, whole)).status, Status::Written);
    const auto receipt = archive.deliver(lookOnly ? lookingFirst(job(ann, whole)) : replacingPartial(job(ann, whole)));
    QCOMPARE(receipt.status, wholeThere ? Status::AlreadyThere : Status::Written);
    QCOMPARE(archive.pathOf(receipt), archive.pathOf(ann, *whole));
    QCOMPARE(contentOf(archive.pathOf(receipt)), whole->bytes);
    QStringList left = archive.mails();
    left.sort();
    QStringList expected{archive.pathOf(ann, *whole), archive.pathOf(ann, *other)};
    expected.sort();
    QCOMPARE(left, expected);
}

void TestLocalDelivery::wholeIsThereForPartial()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto whole = mail(QStringLiteral("1"));
    QCOMPARE(archive.deliver(job(ann, whole)).status, Status::Written);
    const auto receipt = archive.deliver(lookingFirst(job(ann, mail(QStringLiteral("1"), true))));
    QCOMPARE(receipt.status, Status::AlreadyThere);
    QCOMPARE(archive.pathOf(receipt), archive.pathOf(ann, *whole));
    QCOMPARE(archive.mails().size(), 1);
}

void TestLocalDelivery::cancelled()
{
    Archive archive;
    const CancelToken cancel;
    cancel.cancel();
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto receipts = archive.session->deliver(
        std::vector{job(ann, mail(QStringLiteral("1")), 1), lookingFirst(job(ann, mail(QStringLiteral("2")), 2))}, cancel);
    QCOMPARE(receipts.size(), 2u);
    for (const auto &receipt : receipts) {
        QVERIFY(receipt.copyId > 0);
        QCOMPARE(receipt.status, Status::Failed);
        QCOMPARE(receipt.reason, FailureReason::Cancelled);
        QCOMPARE(receipt.failure.code, FailureCode::Cancelled);
    }
    QCOMPARE(archive.mails(), QStringList());
}

void TestLocalDelivery::twoSessionsAtOnce()
{
    // The same copies from two sessions: each lies there once, whoever came first.
    Archive archive;
    std::vector<CopyJob> jobs;
    for (int i = 0; i < 200; ++i)
        jobs.push_back(job(address(QString(u"user" + QString::number(i % 3) + u"@x.y")), mail(QString::number(i)), i));
    std::vector<std::vector<DeliveryReceipt>> receipts(2);
    std::vector<std::thread> threads;
    for (auto &own : receipts) {
        threads.emplace_back([&archive, &jobs, &own] {
            const auto session = archive.destination.openSession();
            for (size_t i = 0; i < jobs.size(); i += 20) {
                for (auto &receipt : (*session)->deliver(std::span(jobs).subspan(i, 20), CancelToken()))
                    own.push_back(std::move(receipt));
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(archive.mails().size(), 200);
    for (size_t i = 0; i < jobs.size(); ++i) {
        QVERIFY(receipts[0].at(i).status != Status::Failed);
        QVERIFY(receipts[1].at(i).status != Status::Failed);
        QVERIFY(receipts[0].at(i).status != receipts[1].at(i).status); // written once, found once
        QCOMPARE(contentOf(archive.pathOf(receipts[0].at(i))), jobs[i].message->bytes);
    }
}

void TestLocalDelivery::findMailbox_data()
{
    QTest::addColumn<QStringList>("domains");
    QTest::addColumn<QString>("mailbox");
    QTest::addColumn<bool>("exists");
    QTest::newRow("any domain") << QStringList() << "a@x.y" << true;
    QTest::newRow("invalid") << QStringList() << "15551234567@whatsapp.invalid" << false;
    QTest::newRow("invalid though listed") << QStringList{QStringLiteral("whatsapp.invalid")} << "1@whatsapp.invalid" << false;
    QTest::newRow("listed") << QStringList{QStringLiteral("x.y"), QStringLiteral("z.org")} << "a@Z.org" << true;
    QTest::newRow("listed in capitals") << QStringList{QStringLiteral("Z.ORG")} << "a@z.org" << true;
    QTest::newRow("below") << QStringList{QStringLiteral("z.org")} << "a@sub.z.org" << false;
    QTest::newRow("end") << QStringList{QStringLiteral("z.org")} << "a@evilz.org" << false;
    QTest::newRow("begin") << QStringList{QStringLiteral("z.org")} << "a@z.org.evil.com" << false;
}

void TestLocalDelivery::findMailbox()
{
    QFETCH(QStringList, domains);
    QFETCH(QString, mailbox);
    QFETCH(bool, exists);
    Archive archive(domains);
    const auto found = archive.destination.findMailbox(address(mailbox), CancelToken());
    QVERIFY(found);
    QCOMPARE(*found, exists ? address(mailbox) : MailAddress());
}

void TestLocalDelivery::check()
{
    QTemporaryDir folder;
    const QString root = folder.filePath(QStringLiteral("deep/archive"));
    {
        LocalArchive archive(root, QStringLiteral("WhatsApp Archiver"), {});
        QVERIFY(archive.check(CancelToken()));
        QVERIFY(QFileInfo(root).isDir());
        QVERIFY(QDir(root).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        QVERIFY(checkRoom(root, 1));
        const auto room = checkRoom(root, std::numeric_limits<qint64>::max());
        QCOMPARE(room.failure().code, FailureCode::DiskAlmostFull);
        QCOMPARE(room.failure().arguments.at(0), root);
        QVERIFY(room.failure().arguments.at(1).toLongLong() > 0);
        QVERIFY(archive.check(CancelToken())); // it does not mind that it exists
    }
    QVERIFY(!QFileInfo::exists(folder.filePath(QStringLiteral("deep")))); // to look leaves nothing behind
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("deep/archive")));
    QVERIFY(LocalArchive(root, QStringLiteral("WhatsApp Archiver"), {}).check(CancelToken()));
    QVERIFY(QFileInfo(root).isDir()); // what others made stays

    QVERIFY(writeTo(folder.filePath(QStringLiteral("file")), "x"));
    LocalArchive inFile(folder.filePath(QStringLiteral("file/archive")), QStringLiteral("WhatsApp Archiver"), {});
    QCOMPARE(inFile.check(CancelToken()).failure().code, FailureCode::DestinationUnavailable);
    QCOMPARE(inFile.openSession().failure().code, FailureCode::DestinationUnavailable);
    LocalArchive isFile(folder.filePath(QStringLiteral("file")), QStringLiteral("WhatsApp Archiver"), {});
    QCOMPARE(isFile.check(CancelToken()).failure().code, FailureCode::DestinationUnavailable);
}

QTEST_GUILESS_MAIN(TestLocalDelivery)
#include "tst_local_delivery.moc"
