#include "LocalArchiveFixture.h"

#include <QTest>

#include <set>

using namespace tallybridge;
using namespace tallybridge::test;
using Status = DeliveryReceipt::Status;

class TestLocalVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void presence();
    void orderOfAnswers();
    void partialAndWhole();
    void unreadableFolder();
    void archiveGone();
    void cancelled();
    void readBack();
    void readBackOfSomeMailboxes();
    void readBackFailures();
};

void TestLocalVerify::presence()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto message = mail(QStringLiteral("1"));
    const auto copy = reference(ann, *message);
    QCOMPARE(archive.verify(copy), CopyPresence::Missing); // no such mailbox yet
    const QString path = archive.pathOf(archive.deliver(job(ann, message)));
    QCOMPARE(archive.verify(copy), CopyPresence::Present);
    QCOMPARE(archive.verify(reference(address(QStringLiteral("b@x.y")), *message)), CopyPresence::Missing);
    QCOMPARE(archive.verify(reference(ann, *mail(QStringLiteral("2")))), CopyPresence::Missing);

    const QString base = QString::number(1'600'000'000) + u'.' + message->key.hex() + u".tallybridge";
    const QString flagged = archive.folderOf(ann) + u"/cur/" + base + u";2,FRS";
    QVERIFY(QFile::rename(path, flagged));
    QCOMPARE(archive.verify(copy), CopyPresence::Present);

    const QString kept = archive.root() + u"/a@x.y/.Kept/cur/" + base + u";2,S";
    QVERIFY(QDir().mkpath(QFileInfo(kept).path()));
    QVERIFY(QFile::rename(flagged, kept));
    QCOMPARE(archive.verify(copy), CopyPresence::Moved);

    const QString renamed = archive.root() + u"/a@x.y/new/1700000000.M1P2.host";
    QVERIFY(QFile::rename(kept, renamed));
    QCOMPARE(archive.verify(copy), CopyPresence::Moved);
    QByteArray bytes = message->bytes;
    QVERIFY(writeTo(renamed, bytes.replace("\r\n", "\n")));
    QCOMPARE(archive.verify(copy), CopyPresence::Moved);
    QVERIFY(writeTo(renamed, message->bytes + "more"));
    QCOMPARE(archive.verify(copy), CopyPresence::Missing);

    // A damaged one counts as missing; without a known hash the name is all there is.
    QVERIFY(writeTo(path, message->bytes.chopped(1)));
    QCOMPARE(archive.verify(copy), CopyPresence::Missing);
    auto unknown = copy;
    unknown.messageSha256.clear();
    QCOMPARE(archive.verify(unknown), CopyPresence::Present);
    QCOMPARE(archive.deliver(lookingFirst(job(ann, message))).status, Status::Written);
    QCOMPARE(archive.verify(copy), CopyPresence::Present);
}

void TestLocalVerify::orderOfAnswers()
{
    Archive archive;
    std::vector<CopyReference> copies;
    for (int i = 0; i < 30; ++i) {
        const auto mailbox = address(QString(u"user" + QString::number(i % 4) + u"@x.y"));
        const auto message = mail(QString::number(i));
        copies.push_back(reference(mailbox, *message));
        if (i % 3 != 0)
            QCOMPARE(archive.deliver(job(mailbox, message)).status, Status::Written);
    }
    const auto answers = archive.session->verify(copies, CancelToken());
    QCOMPARE(answers.size(), copies.size());
    for (size_t i = 0; i < answers.size(); ++i)
        QCOMPARE(answers[i], i % 3 != 0 ? CopyPresence::Present : CopyPresence::Missing);
}

void TestLocalVerify::partialAndWhole()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto partial = mail(QStringLiteral("1"), true);
    const auto whole = mail(QStringLiteral("1"));
    QCOMPARE(archive.deliver(job(ann, partial)).status, Status::Written);
    QCOMPARE(archive.verify(reference(ann, *partial)), CopyPresence::Present);
    QCOMPARE(archive.verify(reference(ann, *whole)), CopyPresence::Missing);
    QCOMPARE(archive.deliver(replacingPartial(job(ann, whole))).status, Status::Written);
    QCOMPARE(archive.verify(reference(ann, *whole)), CopyPresence::Present);
    QCOMPARE(archive.verify(reference(ann, *partial)), CopyPresence::Present);
}

void TestLocalVerify::unreadableFolder()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto message = mail(QStringLiteral("1"));
    QCOMPARE(archive.deliver(job(ann, message)).status, Status::Written);
    QVERIFY(writeTo(archive.root() + u"/a@x.y/.Broken/cur", "a file in the way"));
    QCOMPARE(archive.verify(reference(ann, *message)), CopyPresence::Present); // seen is seen
    QCOMPARE(archive.verify(reference(ann, *mail(QStringLiteral("2")))), CopyPresence::Unchecked);
}

void TestLocalVerify::archiveGone()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto message = mail(QStringLiteral("1"));
    QCOMPARE(archive.deliver(job(ann, message)).status, Status::Written);
    QVERIFY(QDir(archive.root() + u"/a@x.y").removeRecursively());
    QCOMPARE(archive.verify(reference(ann, *message)), CopyPresence::Missing);
    QVERIFY(QDir(archive.root()).removeRecursively());
    QCOMPARE(archive.verify(reference(ann, *message)), CopyPresence::Unchecked);
}

void TestLocalVerify::cancelled()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto message = mail(QStringLiteral("1"));
    QCOMPARE(archive.deliver(job(ann, message)).status, Status::Written);
    const CancelToken cancel;
    cancel.cancel();
    QCOMPARE(archive.session->verify(std::vector{reference(ann, *message)}, cancel), std::vector<CopyPresence>{CopyPresence::Unchecked});
    QCOMPARE(archive.session
                 ->readBack(
                     {}, [](const FoundCopy &) {}, cancel)
                 .failure()
                 .code,
             FailureCode::Cancelled);
}

using Found = std::set<std::tuple<QString, QString, bool>>; // mailbox, key, partial

static Found readBackOf(Archive &archive, const std::vector<MailAddress> &mailboxes = {})
{
    Found found;
    int calls = 0;
    const auto read = archive.session->readBack(
        mailboxes,
        [&](const FoundCopy &copy) {
            ++calls;
            found.insert({copy.mailbox.text(), copy.key.hex(), copy.partial});
        },
        CancelToken());
    return read && calls == int(found.size()) ? found : Found{{QStringLiteral("failed"), {}, true}};
}

void TestLocalVerify::readBack()
{
    Archive archive;
    QCOMPARE(readBackOf(archive), Found());
    Found expected;
    for (const QString &text : {QStringLiteral("a@x.y"), QStringLiteral("con.b/c%@x.y"), QStringLiteral("\U0001F600@x.y")}) {
        for (const bool partial : {false, true}) {
            const auto message = mail(text + QString::number(partial), partial);
            QCOMPARE(archive.deliver(job(address(text), message)).status, Status::Written);
            expected.insert({text, message->key.hex(), partial});
        }
    }
    // What is not ours is passed over; what its user has moved is found.
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto other = mail(QStringLiteral("other"));
    const auto moved = mail(QStringLiteral("moved"));
    QVERIFY(writeTo(archive.folderOf(ann) + u"/cur/1700000000.M1P2.host;2,S", "Subject: mine\r\n\r\n"));
    QVERIFY(writeTo(archive.folderOf(ann) + u"/cur/notes.txt", ""));
    QVERIFY(writeTo(archive.folderOf(ann) + u"/tmp/1." + other->key.hex() + u".tallybridge;2,S", "half"));
    QVERIFY(writeTo(archive.root() + u"/a@x.y/.Kept/cur/1." + moved->key.hex() + u".tallybridge;2,S", moved->bytes));
    expected.insert({ann.text(), moved->key.hex(), false});
    QVERIFY(writeTo(archive.root() + u"/not an address/.WhatsApp Archiver/cur/1." + other->key.hex() + u".tallybridge", "x"));
    QVERIFY(QDir().mkpath(archive.root() + u"/empty@x.y"));
    QCOMPARE(readBackOf(archive), expected);
    // One that came back under another name may be partial, and says so.
    QVERIFY(writeTo(archive.folderOf(ann) + u"/new/1700000001.M1P2.host", other->bytes));
    expected.insert({ann.text(), other->key.hex(), true});
    QCOMPARE(readBackOf(archive), expected);
}

void TestLocalVerify::readBackOfSomeMailboxes()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const auto bob = address(QStringLiteral("b@x.y"));
    const auto message = mail(QStringLiteral("1"));
    QCOMPARE(archive.deliver(job(ann, message)).status, Status::Written);
    QCOMPARE(archive.deliver(job(bob, message)).status, Status::Written);
    QCOMPARE(readBackOf(archive, {bob, address(QStringLiteral("nobody@x.y"))}), (Found{{bob.text(), message->key.hex(), false}}));
}

void TestLocalVerify::readBackFailures()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    QVERIFY(writeTo(archive.folderOf(ann) + u"/cur", "a file in the way"));
    const auto ignore = [](const FoundCopy &) {};
    QCOMPARE(archive.session->readBack({}, ignore, CancelToken()).failure().code, FailureCode::DestinationUnavailable);
    QVERIFY(QDir(archive.root()).removeRecursively());
    QCOMPARE(archive.session->readBack({}, ignore, CancelToken()).failure().code, FailureCode::DestinationUnavailable);
    QCOMPARE(archive.session->readBack(std::vector{ann}, ignore, CancelToken()).failure().code, FailureCode::DestinationUnavailable);
}

QTEST_GUILESS_MAIN(TestLocalVerify)
#include "tst_local_verify.moc"
