#include "LocalArchiveFixture.h"

#include "mailbox/local/ArchiveMark.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString folderName = QStringLiteral("WhatsApp Archiver");

QString markOf(const QString &root)
{
    return root + QStringLiteral("/.tallybridge-archive");
}

/// A place for an archive that is not there yet.
struct Place {
    QString root() const { return folder.filePath(QStringLiteral("archive")); }
    Result<QString> identify(const DestinationClaim &claim, bool mayWrite) const
    {
        return LocalArchive(root(), folderName, {}).identify(claim, mayWrite, CancelToken());
    }
    void deliverTo(const QString &mailbox) const
    {
        LocalArchive archive(root(), folderName, {});
        const std::vector<CopyJob> jobs{job(address(mailbox), mail(QStringLiteral("one")))};
        QCOMPARE(archive.openSession().value()->deliver(jobs, CancelToken()).at(0).status, DeliveryReceipt::Status::Written);
    }

    QTemporaryDir folder;
};

} // namespace

class TestArchiveMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewArchiveGetsAMarkThatStays();
    void withoutLeaveToWriteNothingIsWritten();
    void anEmptyPlaceIsNotTheArchiveThatWas();
    void anotherArchiveIsRefused();
    void anArchiveFromBeforeTheMarksIsTakenOver();
    void aMarkWithoutAnIdIsNoAnswer();
    void whatVanishesInMidRunIsNotWrittenTo();
};

void TestArchiveMark::aNewArchiveGetsAMarkThatStays()
{
    const Place place;
    const auto first = place.identify({}, true);
    QVERIFY(first.ok());
    QCOMPARE(first->size(), 32);
    const QByteArray content = contentOf(markOf(place.root()));
    QVERIFY2(content.contains(QByteArray(QByteArray("\nid ") + first->toLatin1() + "\n")), content);
    QCOMPARE(QDir(place.root()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1);
    // A second connector, or a new ledger, takes the archive as it is.
    QCOMPARE(*place.identify({}, true), *first);
    QCOMPARE(*place.identify({*first, false}, true), *first);
    QCOMPARE(contentOf(markOf(place.root())), content);
}

void TestArchiveMark::withoutLeaveToWriteNothingIsWritten()
{
    const Place place;
    QCOMPARE(*place.identify({}, false), QString());
    QVERIFY(!QFileInfo::exists(place.root()));
}

void TestArchiveMark::anEmptyPlaceIsNotTheArchiveThatWas()
{
    const Place place;
    const QString id = *place.identify({}, true);
    QVERIFY(QDir(place.root()).removeRecursively());
    for (const bool mayWrite : {false, true}) {
        const auto gone = place.identify({id, true}, mayWrite);
        QVERIFY(!gone.ok());
        QCOMPARE(gone.failure().code, FailureCode::DestinationMissing);
        QCOMPARE(gone.failure().arguments, QStringList{place.root()});
    }
    QVERIFY(!QFileInfo::exists(place.root()));
    QVERIFY(QDir().mkpath(place.root())); // the folder a disk is mounted on
    QCOMPARE(place.identify({id, true}, true).failure().code, FailureCode::DestinationMissing);
    QVERIFY(QDir(place.root()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestArchiveMark::anotherArchiveIsRefused()
{
    const Place place;
    const Place other;
    const QString id = *place.identify({}, true);
    QVERIFY(*other.identify({}, true) != id);
    QCOMPARE(other.identify({id, true}, true).failure().code, FailureCode::DestinationChanged);
}

void TestArchiveMark::anArchiveFromBeforeTheMarksIsTakenOver()
{
    const Place place;
    QCOMPARE(place.identify({{}, false}, true).failure().code, FailureCode::DestinationMissing);
    place.deliverTo(QStringLiteral("ann@contoso.example"));
    QCOMPARE(*place.identify({{}, false}, false), QString());
    QVERIFY(!QFileInfo::exists(markOf(place.root())));
    const auto id = place.identify({{}, false}, true);
    QVERIFY(id.ok());
    QCOMPARE(*place.identify({*id, false}, false), *id);
}

void TestArchiveMark::aMarkWithoutAnIdIsNoAnswer()
{
    const Place place;
    QVERIFY(writeTo(markOf(place.root()), "id not-hexadecimal\n"));
    for (const DestinationClaim &claim : {DestinationClaim{QString(32, QLatin1Char('0')), true}, DestinationClaim{{}, false}})
        QCOMPARE(place.identify(claim, true).failure().code, FailureCode::DestinationDamaged);
    QCOMPARE(*place.identify({}, false), QString());
    QCOMPARE(contentOf(markOf(place.root())), QByteArray("id not-hexadecimal\n"));
    // Whoever names the place anew takes it as it is.
    const auto id = place.identify({}, true);
    QVERIFY(id.ok() && !id->isEmpty());
    QCOMPARE(*place.identify({*id, false}, false), *id);
}

void TestArchiveMark::whatVanishesInMidRunIsNotWrittenTo()
{
    const Place place;
    LocalArchive archive(place.root(), folderName, {});
    QVERIFY(archive.identify({}, true, CancelToken()).ok());
    const auto session = std::move(archive.openSession().value());
    const auto message = mail(QStringLiteral("one"));
    const auto deliver = [&] {
        return session->deliver(std::vector{job(address(QStringLiteral("ann@contoso.example")), message)}, {}).at(0);
    };
    QCOMPARE(deliver().status, DeliveryReceipt::Status::Written);

    const QString away = place.folder.filePath(QStringLiteral("unmounted"));
    QVERIFY(QDir().rename(place.root(), away) && QDir().mkpath(place.root()));
    QCOMPARE(deliver().reason, FailureReason::DestinationUnavailable);
    const std::vector<CopyReference> copies{reference(address(QStringLiteral("ann@contoso.example")), *message)};
    QCOMPARE(session->verify(copies, {}).at(0), CopyPresence::Unchecked);
    QCOMPARE(session->readBack({}, [](const FoundCopy &) {}, {}).failure().code, FailureCode::DestinationUnavailable);
    QVERIFY(!archive.identify({}, false, CancelToken())->size());
    QVERIFY(archive.openSession().ok() && QDir(place.root()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));

    QVERIFY(QDir(place.root()).removeRecursively() && QDir().rename(away, place.root()));
    QCOMPARE(session->verify(copies, {}).at(0), CopyPresence::Present);
}

QTEST_GUILESS_MAIN(TestArchiveMark)
#include "tst_archive_mark.moc"
