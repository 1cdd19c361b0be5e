#include "delivery/DeliveryReader.h"
#include "support/ZipWriter.h"

#include <QtTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString deliveryName = QStringLiteral("202611030000-TeleMessage_1_1.zip");

struct Outcome {
    QString problem; ///< machine name, "open: …" for a failure of open()
    bool acceptable = true;
    DeliveryContents contents;
};

Outcome outcomeOf(const QByteArray &zip, const DeliveryLimits &limits = {})
{
    auto reader = DeliveryReader::open(bytesInMemory(zip), deliveryName, limits);
    if (!reader)
        return {QLatin1String("open: ") + failureCodeName(reader.failure().code), false, {}};
    auto contents = reader->check({});
    if (!contents)
        return {QLatin1String("check: ") + failureCodeName(contents.failure().code), false, {}};
    // Whatever was found, reading every entry must be harmless.
    for (const DeliveryEntry &item : contents->items)
        (void)reader->read(item).ok();
    return {contents->problem ? QString(failureCodeName(contents->problem->code)) : QString(), contents->acceptable, *contents};
}

/// a.eml, the given entry, and a manifest that lists a.eml and, when it is an EML, the entry. padding: bytes that make
/// the file itself larger, for ratios of the whole.
QByteArray withEntry(const ZipEntry &entry, qsizetype padding = 0)
{
    const bool eml = entry.name.toLower().endsWith(".eml");
    ZipWriter zip;
    zip.add("a.eml", "first").add(entry);
    zip.add("m.mf", eml ? "Count: 2\na.eml\n" + entry.name + "\n" : QByteArray("Count: 1\na.eml\n"));
    if (padding > 0)
        zip.add({.name = "padding.bin", .content = QByteArray(padding, 'x'), .deflate = false});
    return zip.finish();
}

} // namespace

class TestHostileDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void traversal_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("parent") << QByteArray("../b.eml");
        QTest::newRow("parent in the middle") << QByteArray("x/../../b.eml");
        QTest::newRow("parent at the end") << QByteArray("x/..");
        QTest::newRow("parent with a blank") << QByteArray("x/.. /b.eml");
        QTest::newRow("folder") << QByteArray("../");
        QTest::newRow("absolute") << QByteArray("/b.eml");
        QTest::newRow("drive") << QByteArray("C:/b.eml");
        QTest::newRow("drive, relative") << QByteArray("c:b.eml");
        QTest::newRow("backslash") << QByteArray("x\\b.eml");
        QTest::newRow("backslash parent") << QByteArray("..\\b.eml");
        QTest::newRow("share") << QByteArray("\\\\server\\share\\b.eml");
        QTest::newRow("NUL") << QByteArray("b.eml\0.exe", 10);
        QTest::newRow("NUL before the suffix") << QByteArray("b\0.eml", 6);
        QTest::newRow("other entry") << QByteArray("../b.txt");
        QTest::newRow("manifest") << QByteArray("../b.mf");
    }

    void traversal()
    {
        QFETCH(QByteArray, name);
        const Outcome outcome = outcomeOf(withEntry({.name = name, .content = "second"}));
        QCOMPARE(outcome.problem, QStringLiteral("delivery-path-traversal"));
        QVERIFY(!outcome.acceptable);
        QCOMPARE(outcome.contents.problem->arguments, (QStringList{deliveryName, QString::fromLatin1(name)}));
        QVERIFY(!outcome.contents.items.empty());
    }

    void harmlessNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("dots") << QByteArray("..b..eml.eml");
        QTest::newRow("three dots") << QByteArray("x/.../b.eml");
        QTest::newRow("hidden") << QByteArray(".b.eml");
        QTest::newRow("only the suffix") << QByteArray(".eml");
        QTest::newRow("deep") << QByteArray("x/").repeated(1000) + "b.eml";
        QTest::newRow("colon later") << QByteArray("12:30.eml");
        QTest::newRow("formula") << QByteArray("=1+1.eml");
        QTest::newRow("longest") << QByteArray(65'531, 'x') + ".eml";
    }

    void harmlessNames()
    {
        QFETCH(QByteArray, name);
        QCOMPARE(outcomeOf(withEntry({.name = name, .content = "second"})).problem, QString());
    }

    void damagedOrUnreadableEntries_data()
    {
        QTest::addColumn<ZipEntry>("entry");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *tag, const char *problem, ZipEntry entry) {
            entry.name = "b.eml";
            if (entry.content.isNull())
                entry.content = QByteArray("second ").repeated(100);
            QTest::newRow(tag) << entry << QString::fromLatin1(problem);
        };
        row("wrong CRC", "delivery-entry-damaged", {.crc = 1});
        row("wrong CRC, stored", "delivery-entry-damaged", {.deflate = false, .crc = 1});
        row("wrong CRC of a fitting size in two blocks", "delivery-entry-damaged",
            {.content = QByteArray(300'000, 'x'), .deflate = false, .crc = 1});
        row("longer than it says", "delivery-entry-damaged", {.size = 10});
        row("longer than it says, right CRC of the part", "delivery-entry-damaged", {.crc = crc32Of("second "), .size = 7});
        row("says that it is empty", "delivery-entry-damaged", {.size = 0});
        row("shorter than it says", "delivery-entry-damaged", {.size = 1000});
        row("stored, shorter than it says", "delivery-entry-damaged", {.deflate = false, .size = 1000});
        row("stored, longer than it says", "delivery-entry-damaged", {.deflate = false, .size = 100});
        row("no compressed bytes", "delivery-entry-damaged", {.compressedSize = 0});
        row("compressed bytes cut", "delivery-entry-damaged", {.compressedSize = 5});
        row("compressed bytes beyond the file", "delivery-entry-damaged", {.compressedSize = 0x7fffffff});
        row("says deflated, is stored", "delivery-entry-damaged", {.deflate = false, .method = 8});
        row("says stored, is deflated", "delivery-entry-damaged", {.method = 0});
        row("local header beyond the file", "delivery-entry-damaged", {.headerOffset = 0x7fffffff});
        row("local header at the wrong place", "delivery-entry-damaged", {.headerOffset = 7});
        row("zip64 sizes without bound", "delivery-entry-too-large", {.size = 0xffffffffffffffff, .zip64 = true});
        row("zip64 place without bound", "delivery-entry-damaged", {.headerOffset = 0xfffffffffffffff0, .zip64 = true});
        row("zip64 compressed size without bound", "delivery-entry-damaged", {.compressedSize = 0xffffffffffffffff, .zip64 = true});
        row("encrypted", "delivery-encrypted-entry", {.flags = 1});
        row("strongly encrypted", "delivery-encrypted-entry", {.flags = 0x41});
        row("AES", "delivery-encrypted-entry", {.flags = 1, .method = 99});
        row("bzip2", "delivery-entry-unsupported", {.method = 12});
        row("LZMA", "delivery-entry-unsupported", {.method = 14});
        row("XZ", "delivery-entry-unsupported", {.method = 95});
        row("no such method", "delivery-entry-unsupported", {.method = 0xffff});
    }

    void damagedOrUnreadableEntries()
    {
        QFETCH(ZipEntry, entry);
        QFETCH(QString, problem);
        const Outcome outcome = outcomeOf(withEntry(entry));
        QCOMPARE(outcome.problem, problem);
        QCOMPARE(outcome.acceptable, problem != QLatin1String("delivery-entry-too-large"));
        QCOMPARE(outcome.contents.problem->arguments.value(1), QStringLiteral("b.eml"));
        QCOMPARE(outcome.contents.foundCount(), 2);
        // The other EML can be read, whatever stands beside it.
        auto reader = DeliveryReader::open(bytesInMemory(withEntry(entry)), deliveryName);
        QVERIFY(reader);
        QCOMPARE(*reader->read(QStringLiteral("a.eml"), 0), QByteArray("first"));
        const auto bytes = reader->read(QStringLiteral("b.eml"), 1);
        QVERIFY(!bytes);
        QCOMPARE(QString(failureCodeName(bytes.failure().code)), problem);
    }

    void duplicates()
    {
        ZipWriter zip;
        zip.add("a.eml", "first").add("a.eml", "second").add("m.mf", "Count: 2\na.eml\n");
        auto reader = DeliveryReader::open(bytesInMemory(zip.finish()), deliveryName);
        QVERIFY(reader);
        const auto contents = reader->check({});
        QVERIFY(contents);
        QVERIFY(contents->problem);
        QCOMPARE(contents->problem->code, FailureCode::DeliveryDuplicateEntry);
        QVERIFY(contents->acceptable);
        QCOMPARE(contents->foundCount(), 2);
        QCOMPARE(*reader->read(contents->items[0]), QByteArray("first"));
        QCOMPARE(*reader->read(contents->items[1]), QByteArray("second"));
        QCOMPARE(outcomeOf(withEntry({.name = "m.mf", .content = "Count: 1\na.eml\n"})).problem,
                 QStringLiteral("delivery-duplicate-entry"));
    }

    void twoManifests()
    {
        const Outcome outcome = outcomeOf(withEntry({.name = "sub/other.MF", .content = "Count: 1\na.eml\n"}));
        QCOMPARE(outcome.problem, QStringLiteral("manifest-not-unique"));
        QVERIFY(outcome.acceptable);
        QCOMPARE(outcome.contents.manifestName, QStringLiteral("sub/other.MF"));
    }

    void unreadableManifests_data()
    {
        QTest::addColumn<ZipEntry>("manifest");
        QTest::addColumn<QString>("problem");
        const QByteArray text = "Count: 1\na.eml\n";
        QTest::newRow("damaged") << ZipEntry{.name = "m.mf", .content = text, .crc = 7} << QStringLiteral("delivery-entry-damaged");
        QTest::newRow("encrypted") << ZipEntry{.name = "m.mf", .content = text, .flags = 1} << QStringLiteral("delivery-encrypted-entry");
        QTest::newRow("unsupported") << ZipEntry{.name = "m.mf", .content = text, .method = 12}
                                     << QStringLiteral("delivery-entry-unsupported");
        QTest::newRow("too large") << ZipEntry{.name = "m.mf", .content = text + QByteArray(2000, '\n')}
                                   << QStringLiteral("manifest-too-large");
    }

    void unreadableManifests()
    {
        QFETCH(ZipEntry, manifest);
        ZipWriter zip;
        zip.add("a.eml", "first").add(manifest);
        DeliveryLimits limits;
        limits.maxManifestBytes = 1000;
        const Outcome outcome = outcomeOf(zip.finish(), limits);
        QTEST(outcome.problem, "problem");
        QVERIFY(outcome.acceptable);
        QCOMPARE(outcome.contents.foundCount(), 1);
        QVERIFY(outcome.contents.missingNames.isEmpty());
    }

    void encryptedOtherEntry()
    {
        const Outcome outcome = outcomeOf(withEntry({.name = "b.txt", .content = "x", .flags = 1}));
        QCOMPARE(outcome.problem, QStringLiteral("delivery-encrypted-entry"));
        QCOMPARE(outcome.contents.otherEntries, QStringList{QStringLiteral("b.txt")});
    }

    void bombs_data()
    {
        QTest::addColumn<QByteArray>("zip");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *tag, const QByteArray &zip, const char *problem) {
            QTest::newRow(tag) << zip << QString::fromLatin1(problem);
        };
        row("entry over its limit", withEntry({.name = "b.eml", .content = QByteArray(40'001, 'x'), .deflate = false}),
            "delivery-entry-too-large");
        row("entry at its limit", withEntry({.name = "b.eml", .content = QByteArray(40'000, 'x'), .deflate = false}), "");
        row("other entry over its limit", withEntry({.name = "b.txt", .content = QByteArray(40'001, 'x'), .deflate = false}),
            "delivery-entry-too-large");
        row("ratio", withEntry({.name = "b.eml", .content = QByteArray(30'000, 'x')}), "delivery-ratio-too-high");
        row("ratio of another entry", withEntry({.name = "b.txt", .content = QByteArray(30'000, 'x')}), "delivery-ratio-too-high");
        row("ratio below the floor", withEntry({.name = "b.eml", .content = QByteArray(10'000, 'x')}, 2'000), "");
        row("ratio above the floor", withEntry({.name = "b.eml", .content = QByteArray(10'001, 'x')}, 2'000), "delivery-ratio-too-high");
        row("ratio of the whole", withEntry({.name = "b.eml", .content = QByteArray(9'990, 'x')}), "delivery-ratio-too-high");
        ZipWriter total;
        for (int i = 0; i < 4; ++i)
            total.add({.name = QByteArray::number(i) + ".eml", .content = QByteArray(30'000, 'x'), .deflate = false});
        row("total", total.finish(), "delivery-too-large");
        ZipWriter overlapping;
        overlapping.add("0.eml", QByteArray(5'000, 'x'));
        for (int i = 1; i < 20; ++i)
            overlapping.addOverlapping(QByteArray::number(i) + ".eml");
        row("entries that share their bytes", overlapping.finish(), "delivery-ratio-too-high");
        ZipWriter wrapping;
        for (int i = 0; i < 5; ++i)
            wrapping.add({.name = QByteArray::number(i) + ".eml", .content = "x", .size = 0x4000000000000000, .zip64 = true});
        row("sizes that wrap around", wrapping.finish(), "delivery-entry-too-large");
        ZipWriter many;
        for (int i = 0; i < 31; ++i)
            many.add(QByteArray::number(i) + ".eml", "x");
        row("too many entries", many.finish(), "open: delivery-too-many-entries");
        many.declaredEntries = 1;
        row("more entries than it says", many.finish(), "open: delivery-too-many-entries");
    }

    void bombs()
    {
        QFETCH(QByteArray, zip);
        DeliveryLimits limits;
        limits.maxEntryBytes = 40'000;
        limits.maxTotalBytes = 100'000;
        limits.maxEntries = 30;
        limits.maxRatio = 20;
        limits.ratioFloorBytes = 10'000;
        const Outcome outcome = outcomeOf(zip, limits);
        QTEST(outcome.problem, "problem");
        QCOMPARE(outcome.acceptable, outcome.problem.isEmpty());
    }

    void productLimits()
    {
        const DeliveryLimits limits;
        QCOMPARE(limits.maxEntryBytes, 268'435'456);
        QCOMPARE(limits.maxTotalBytes, 17'179'869'184);
        QCOMPARE(limits.maxEntries, 1'000'000);
        QCOMPARE(limits.maxRatio, 200);
        QCOMPARE(limits.ratioFloorBytes, 1'048'576);
        // Deflate makes 1032 bytes of one.
        QCOMPARE(outcomeOf(withEntry({.name = "b.eml", .content = QByteArray(1 << 20, '\0')}, 10'000)).problem, QString());
        QCOMPARE(outcomeOf(withEntry({.name = "b.eml", .content = QByteArray((1 << 20) + 1, '\0')}, 10'000)).problem,
                 QStringLiteral("delivery-ratio-too-high"));
        QCOMPARE(outcomeOf(withEntry({.name = "b.eml", .content = "x", .size = (256 << 20) + 1})).problem,
                 QStringLiteral("delivery-entry-too-large"));
    }

    void gravestProblemWins()
    {
        ZipWriter zip;
        zip.add({.name = "a.eml", .content = "x", .flags = 1}).add("a.eml", "y").add("../b.txt", "z");
        const Outcome outcome = outcomeOf(zip.finish());
        QCOMPARE(outcome.problem, QStringLiteral("delivery-path-traversal"));
        QVERIFY(!outcome.acceptable);
        QCOMPARE(outcome.contents.foundCount(), 2);
    }
};

QTEST_APPLESS_MAIN(TestHostileDelivery)
#include "tst_HostileDelivery.moc"
