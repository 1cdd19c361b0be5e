#include "LocalArchiveFixture.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace tallybridge;
using namespace tallybridge::test;
using Status = DeliveryReceipt::Status;

// Mailboxes and disks that do not take mails.
class TestLocalFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mailboxThatCannotBeWritten();
    void mailboxThatCannotBeRead();
    void fullDisk();
    void rootGone();
    void accessRights();
};

void TestLocalFaults::mailboxThatCannotBeWritten()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    QVERIFY(writeTo(archive.root() + u"/a@x.y/.WhatsApp Archiver", "a file in the way"));
    const auto receipts =
        archive.deliver({job(ann, mail(QStringLiteral("1")), 1), job(address(QStringLiteral("b@x.y")), mail(QStringLiteral("1")), 2)});
    QCOMPARE(receipts.at(0).status, Status::Failed);
    QCOMPARE(receipts.at(0).reason, FailureReason::AccessDenied);
    QCOMPARE(receipts.at(0).failure.code, FailureCode::MailboxAccessDenied);
    QCOMPARE(receipts.at(0).failure.arguments, QStringList{QStringLiteral("a@x.y")});
    QCOMPARE(receipts.at(1).status, Status::Written);
    QVERIFY(QFile::remove(archive.root() + u"/a@x.y/.WhatsApp Archiver"));
    QCOMPARE(archive.deliver(job(ann, mail(QStringLiteral("1")))).status, Status::Written);
}

void TestLocalFaults::mailboxThatCannotBeRead()
{
    // Looking first without seeing everything must not write a second mail.
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    QVERIFY(writeTo(archive.folderOf(ann) + u"/cur", "a file in the way"));
    const auto receipt = archive.deliver(lookingFirst(job(ann, mail(QStringLiteral("1")))));
    QCOMPARE(receipt.status, Status::Failed);
    QCOMPARE(receipt.reason, FailureReason::AccessDenied);
}

void TestLocalFaults::fullDisk()
{
#ifdef Q_OS_UNIX
    // A limit on the size of files cuts a write in its middle, as a full disk does.
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    QCOMPARE(archive.deliver(job(ann, mail(QStringLiteral("small")))).status, Status::Written);
    const auto large = mail(QStringLiteral("large"), false, QByteArray(100'000, 'x'));
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const rlimit small{50'000, limit.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto receipts =
        archive.deliver({job(ann, mail(QStringLiteral("1")), 1), job(ann, large, 2), job(ann, mail(QStringLiteral("3")), 3)});
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, before);
    QCOMPARE(receipts.at(0).status, Status::Written);
    for (const size_t i : {1u, 2u}) {
        QCOMPARE(receipts.at(i).status, Status::Failed);
        QCOMPARE(receipts.at(i).reason, FailureReason::DestinationUnavailable);
        QCOMPARE(receipts.at(i).failure.code, FailureCode::DiskFull);
        QVERIFY(receipts.at(i).failure.retryable);
    }
    QCOMPARE(archive.mails().size(), 2); // nothing half-written, not even in tmp
    QCOMPARE(archive.deliver(job(ann, large)).status, Status::Written);
#else
    QSKIP("Windows has no limit on the size of files that a test could set");
#endif
}

void TestLocalFaults::rootGone()
{
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    QCOMPARE(archive.deliver(job(ann, mail(QStringLiteral("1")))).status, Status::Written);
    QVERIFY(QDir(archive.root()).removeRecursively());
    for (const auto &mailbox : {ann, address(QStringLiteral("b@x.y"))}) {
        const auto receipt = archive.deliver(job(mailbox, mail(QStringLiteral("2"))));
        QCOMPARE(receipt.status, Status::Failed);
        QCOMPARE(receipt.reason, FailureReason::DestinationUnavailable);
        QCOMPARE(receipt.failure.code, FailureCode::DestinationUnavailable);
    }
    QVERIFY(!QFileInfo::exists(archive.root()));
    QVERIFY(QDir().mkpath(archive.root()));
    QCOMPARE(archive.deliver(job(ann, mail(QStringLiteral("2")))).status, Status::Written);
}

void TestLocalFaults::accessRights()
{
#ifdef Q_OS_UNIX
    Archive archive;
    const auto ann = address(QStringLiteral("a@x.y"));
    const QString path = archive.pathOf(archive.deliver(job(ann, mail(QStringLiteral("1")))));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(path) & others));
    QVERIFY(!(QFile::permissions(archive.root()) & others));
    QVERIFY(!(QFile::permissions(archive.folderOf(ann)) & others));

    // What another account owns cannot be written; the administrator's account can write anything, so it steps down for
    // a moment.
    if (::geteuid() == 0) {
        QVERIFY(QFile::setPermissions(archive.folder.path(), QFile::permissions(archive.folder.path()) | others));
        QVERIFY(QFile::setPermissions(archive.root(), QFile::permissions(archive.root()) | QFile::ReadOther | QFile::ExeOther));
        QCOMPARE(::seteuid(65534), 0);
    } else {
        QVERIFY(QFile::setPermissions(archive.folderOf(ann) + u"/tmp", QFile::Permissions()));
    }
    const auto denied = archive.deliver(job(ann, mail(QStringLiteral("2"))));
    const auto verified = archive.verify(reference(ann, *mail(QStringLiteral("2"))));
    const bool root = ::geteuid() == 65534;
    if (root)
        QCOMPARE(::seteuid(0), 0);
    else
        QVERIFY(QFile::setPermissions(archive.folderOf(ann) + u"/tmp", QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    QCOMPARE(denied.status, Status::Failed);
    QCOMPARE(denied.reason, FailureReason::AccessDenied);
    QCOMPARE(denied.failure.code, FailureCode::MailboxAccessDenied);
    QCOMPARE(verified, root ? CopyPresence::Unchecked : CopyPresence::Missing);
#else
    QSKIP("Windows folders inherit their access rights");
#endif
}

QTEST_GUILESS_MAIN(TestLocalFaults)
#include "tst_local_faults.moc"
