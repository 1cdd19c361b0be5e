#include "delivery/DeliveryReader.h"
#include "delivery/ZipDirectory.h"
#include "support/ZipWriter.h"

#include <QtTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

/// The machine name of what reading the directory fails with; empty when it does not.
QString failureOf(const QByteArray &zip, qint64 maxEntries = 1'000'000)
{
    const auto source = bytesInMemory(zip);
    const auto directory = ZipDirectory::read(*source, QStringLiteral("d"), maxEntries);
    return directory ? QString() : QString(failureCodeName(directory.failure().code));
}

ZipWriter twoEmls()
{
    ZipWriter zip;
    zip.add("a.eml", "first").add("b.eml", "second").add("m.mf", "Count: 2\na.eml\nb.eml\n");
    return zip;
}

} // namespace

class TestZipDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads()
    {
        ZipWriter zip;
        zip.add({.name = "a.eml", .content = "first", .deflate = false})
            .add({.name = "b.eml", .content = "x", .deflate = false, .flags = 1, .zip64 = true});
        const auto source = bytesInMemory(zip.finish());
        const auto directory = ZipDirectory::read(*source, {}, 2);
        QVERIFY(directory);
        QVERIFY(!directory->hasTrailingBytes());
        QCOMPARE(directory->records().size(), 2u);
        const ZipRecord &first = directory->records()[0];
        QCOMPARE(first.rawName, QByteArray("a.eml"));
        QCOMPARE(first.flags, 0x0800);
        QCOMPARE(first.method, 0);
        QCOMPARE(first.crc, crc32Of("first"));
        QCOMPARE(first.size, 5u);
        QCOMPARE(first.compressedSize, 5u);
        QCOMPARE(first.headerOffset, 0u);
        const ZipRecord &second = directory->records()[1];
        QCOMPARE(second.size, 1u);
        QCOMPARE(second.flags, 1);
        QCOMPARE(second.headerOffset, 30u + 5u + 5u);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("zip");
        QTest::addColumn<QString>("failure");
        const auto row = [](const char *tag, const QByteArray &zip, const char *failure) {
            QTest::newRow(tag) << zip << QString::fromLatin1(failure);
        };
        row("empty", "", "delivery-not-a-zip");
        row("one byte", "P", "delivery-not-a-zip");
        row("text", "This is not a ZIP, whatever its name says.", "delivery-not-a-zip");
        row("HTML page", "<html><body>404 Not Found</body></html>", "delivery-not-a-zip");
        row("zeros", QByteArray(1'000'000, '\0'), "delivery-not-a-zip");
        row("only the head", "PK\3\4", "delivery-truncated");
        row("head and zeros", "PK\3\4" + QByteArray(200'000, '\0'), "delivery-truncated");
        row("end record only begun", QByteArray("PK\5\6\0\0\0\0", 8), "delivery-truncated");
        const QByteArray whole = twoEmls().finish();
        row("last byte lost", whole.chopped(1), "delivery-truncated");
        row("half lost", whole.first(whole.size() / 2), "delivery-truncated");
        row("beginning lost", whole.sliced(40), "delivery-not-a-zip");
        const auto lying = [&](const char *tag, const char *failure, auto &&change) {
            ZipWriter zip = twoEmls();
            change(zip);
            row(tag, zip.finish(), failure);
            zip.zip64 = true;
            QTest::addRow("%s, zip64", tag) << zip.finish() << QString::fromLatin1(failure);
        };
        lying("fewer entries than it says", "delivery-truncated", [](ZipWriter &zip) { zip.declaredEntries = 4; });
        lying("more entries than it says", "delivery-truncated", [](ZipWriter &zip) { zip.declaredEntries = 2; });
        lying("directory too short", "delivery-truncated", [](ZipWriter &zip) { zip.declaredDirectorySize = 100; });
        lying("directory too long", "delivery-truncated", [](ZipWriter &zip) { zip.declaredDirectorySize = 1000; });
        lying("directory elsewhere", "delivery-truncated", [](ZipWriter &zip) { zip.declaredDirectoryOffset = 3; });
        lying("directory beyond the file", "delivery-truncated", [](ZipWriter &zip) { zip.declaredDirectoryOffset = 0xfffffff0; });
        ZipWriter zip = twoEmls();
        zip.zip64 = true;
        zip.declaredDirectoryOffset = 0xfffffffffffffff0;
        row("offset that wraps around", zip.finish(), "delivery-truncated");
        zip.declaredDirectorySize = 0x20;
        row("offset and size that wrap around", zip.finish(), "delivery-truncated");
        ZipWriter million = twoEmls();
        million.zip64 = true;
        million.declaredEntries = 1'000'001;
        row("1,000,001 entries declared", million.finish(), "delivery-too-many-entries");
        million.declaredEntries = 0xffffffffffffffff;
        row("2^64 - 1 entries declared", million.finish(), "delivery-too-many-entries");
        million.declaredEntries = 1'000'000;
        row("1,000,000 entries declared, 3 there", million.finish(), "delivery-truncated");
        QByteArray disks = whole;
        disks[disks.size() - 18] = 1;
        row("several disks", disks, "delivery-truncated");
    }

    void refuses()
    {
        QFETCH(QByteArray, zip);
        QTEST(failureOf(zip), "failure");
    }

    void everyPrefixIsRefused()
    {
        const QByteArray whole = twoEmls().finish();
        for (qsizetype length = 0; length < whole.size(); ++length)
            QVERIFY2(!failureOf(whole.first(length)).isEmpty(), QByteArray::number(length).constData());
        QCOMPARE(failureOf(whole), QString());
    }

    void directoryHasALimitOfItsOwn()
    {
        ZipWriter zip;
        for (int i = 0; i < 300; ++i)
            zip.add(QByteArray(65'500, 'x') + QByteArray::number(i), {});
        QCOMPARE(failureOf(zip.finish(), 300), QStringLiteral("delivery-too-large"));
        QCOMPARE(failureOf(zip.finish(), 100'000), QString());
    }

    void limitOfEntriesIsExact()
    {
        QCOMPARE(failureOf(twoEmls().finish(), 3), QString());
        QCOMPARE(failureOf(twoEmls().finish(), 2), QStringLiteral("delivery-too-many-entries"));
    }

    void lastEndRecordWins()
    {
        // An archive in the comment of another: the outer one ends with the file.
        ZipWriter inner;
        inner.add("inner.eml", "x");
        ZipWriter outer = twoEmls();
        outer.comment = "....";
        QByteArray zip = outer.finish();
        QCOMPARE(failureOf(zip), QString());
        zip = zip.first(zip.size() - 4) + inner.finish();
        zip[zip.size() - inner.finish().size() - 2] = char(inner.finish().size());
        const auto source = bytesInMemory(zip);
        const auto directory = ZipDirectory::read(*source, {}, 10);
        QVERIFY(directory);
        QCOMPARE(directory->records()[0].rawName, QByteArray("a.eml"));
    }

    void manyEndRecordsAreNoWork()
    {
        // 3,000 end records, each of which points to a long directory.
        ZipWriter zip;
        for (int i = 0; i < 60'000; ++i)
            zip.add({.name = QByteArray::number(i), .content = {}});
        const QByteArray whole = zip.finish();
        const QByteArray end = whole.last(22);
        const QByteArray many = whole + end.repeated(2'900);
        const auto reader = DeliveryReader::open(bytesInMemory(many), QStringLiteral("d"));
        QVERIFY(reader);
    }

    void namesChosenToCollideAreNoWork()
    {
        // Hash tables without a secret seed put these names into one bucket: "Aa" and "BB" have one hash, and so have
        // all their rows.
        ZipWriter zip;
        for (int i = 0; i < 1 << 17; ++i) {
            QByteArray name;
            for (int bit = 0; bit < 17; ++bit)
                name += (i >> bit) & 1 ? "BA" : "Ab";
            zip.add({.name = name + ".eml", .content = {}});
        }
        zip.zip64 = true;
        const auto reader = DeliveryReader::open(bytesInMemory(zip.finish()), QStringLiteral("d"));
        QVERIFY(reader);
    }
};

QTEST_APPLESS_MAIN(TestZipDirectory)
#include "tst_ZipDirectory.moc"
