#include "UnreliableSources.h"
#include "delivery/DeliveryReader.h"
#include "support/ZipWriter.h"

#include <QtTest>

using namespace tallybridge;
using namespace tallybridge::test;

namespace {

const QString deliveryName = QStringLiteral("202611030000-TeleMessage_1_1.zip");

Result<DeliveryReader> opened(const QByteArray &zip, const DeliveryLimits &limits = {})
{
    return DeliveryReader::open(bytesInMemory(zip), deliveryName, limits);
}

DeliveryContents checked(const QByteArray &zip)
{
    auto reader = opened(zip);
    if (!reader)
        qFatal("%s", qPrintable(failureCodeName(reader.failure().code) + QLatin1Char(' ') + reader.failure().detail));
    auto contents = reader->check({});
    if (!contents)
        qFatal("%s", qPrintable(QString(failureCodeName(contents.failure().code))));
    return *contents;
}

QString problemOf(const DeliveryContents &contents)
{
    return contents.problem ? QString(failureCodeName(contents.problem->code)) : QString();
}

QStringList namesOf(const DeliveryContents &contents)
{
    QStringList names;
    for (const DeliveryEntry &item : contents.items)
        names.append(item.name);
    return names;
}

} // namespace

class TestDeliveryReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodDelivery()
    {
        ZipWriter zip;
        zip.add("folder/", {});
        zip.add("a.eml", "first");
        zip.add({.name = "folder/B.EML", .content = "second", .deflate = false});
        zip.add("readme.txt", "hello");
        zip.add("List.MF", "Version: 1\nCount: 2\na.eml\nfolder/B.EML\n");
        auto reader = opened(zip.finish());
        QVERIFY(reader);
        qint64 looked = 0;
        const auto contents = reader->check({}, [&](qint64 n) { looked = n; });
        QVERIFY(contents);
        QCOMPARE(problemOf(*contents), QString());
        QVERIFY(contents->acceptable);
        QCOMPARE(looked, 2);
        QCOMPARE(namesOf(*contents), (QStringList{QStringLiteral("a.eml"), QStringLiteral("folder/B.EML")}));
        QCOMPARE(contents->items[0].index, 1);
        QCOMPARE(contents->items[0].size, 5);
        QCOMPARE(contents->items[1].index, 2);
        QCOMPARE(contents->otherEntries, QStringList{QStringLiteral("readme.txt")});
        QCOMPARE(contents->manifestName, QStringLiteral("List.MF"));
        QCOMPARE(contents->declaredCount(), 2);
        QCOMPARE(contents->foundCount(), 2);
        QCOMPARE(contents->notes, QStringList{QStringLiteral("Version: 1")});
        QVERIFY(contents->missingNames.isEmpty());
        QCOMPARE(*reader->read(contents->items[0]), QByteArray("first"));
        QCOMPARE(*reader->read(contents->items[1]), QByteArray("second"));
        QCOMPARE(*reader->read(QStringLiteral("folder/B.EML"), 2), QByteArray("second"));
    }

    void checkTwiceSaysTheSame()
    {
        auto reader = opened(makeDelivery({{QStringLiteral("a.eml"), "x"}}, QByteArray("Count: 2\na.eml\nb.eml\n")));
        QVERIFY(reader);
        for (int i = 0; i < 2; ++i) {
            const auto contents = reader->check({});
            QVERIFY(contents);
            QCOMPARE(problemOf(*contents), QStringLiteral("manifest-count-mismatch"));
            QCOMPARE(contents->foundCount(), 1);
            QCOMPARE(contents->missingNames, QStringList{QStringLiteral("b.eml")});
        }
    }

    void readsHeldOriginalsByNameAndPlace()
    {
        auto reader = opened(makeDelivery({{QStringLiteral("a.eml"), "one"}, {QStringLiteral("b.eml"), "two"}}));
        QVERIFY(reader);
        QCOMPARE(*reader->read(QStringLiteral("b.eml"), 1), QByteArray("two"));
        for (const auto &[name, index] : {std::pair(QStringLiteral("b.eml"), 0),
                                          {QStringLiteral("b.eml"), -1},
                                          {QStringLiteral("b.eml"), 3},
                                          {QStringLiteral("c.eml"), 1}}) {
            const auto bytes = reader->read(name, index);
            QVERIFY(!bytes);
            QCOMPARE(bytes.failure().code, FailureCode::OriginalUnavailable);
            QCOMPARE(bytes.failure().arguments, (QStringList{deliveryName, name}));
        }
    }

    void bigEntries_data()
    {
        QTest::addColumn<bool>("deflate");
        QTest::newRow("deflated") << true;
        QTest::newRow("stored") << false;
    }

    void bigEntries()
    {
        QFETCH(bool, deflate);
        const QByteArray big = noise(3'000'001);
        ZipWriter zip;
        zip.add({.name = "a.eml", .content = big, .deflate = deflate}).add("m.mf", "Count: 1\na.eml\n");
        auto reader = opened(zip.finish());
        QVERIFY(reader);
        const auto contents = reader->check({});
        QVERIFY(contents);
        QCOMPARE(problemOf(*contents), QString());
        QVERIFY(*reader->read(contents->items[0]) == big);
    }

    void zip64()
    {
        ZipWriter zip;
        zip.add({.name = "a.eml", .content = "first", .zip64 = true});
        zip.add({.name = "b.eml", .content = QByteArray(5000, 'b'), .zip64 = true});
        zip.add("m.mf", "Count: 2\na.eml\nb.eml\n");
        zip.zip64 = true;
        auto reader = opened(zip.finish());
        QVERIFY(reader);
        const auto contents = reader->check({});
        QVERIFY(contents);
        QCOMPARE(problemOf(*contents), QString());
        QCOMPARE(contents->items[1].size, 5000);
        QCOMPARE(*reader->read(contents->items[1]), QByteArray(5000, 'b'));
    }

    void moreThan65535EntriesWithoutZip64()
    {
        // Such writers store the lowest 16 bits of the number of entries.
        ZipWriter zip;
        QByteArray manifest = "Count: 70000\n";
        for (int i = 0; i < 70'000; ++i) {
            const QByteArray name = QByteArray::number(i) + ".eml";
            zip.add({.name = name, .content = "x", .deflate = false});
            manifest += name + '\n';
        }
        zip.add("m.mf", manifest);
        const auto contents = checked(zip.finish());
        QCOMPARE(problemOf(contents), QString());
        QCOMPARE(contents.foundCount(), 70'000);
    }

    void commentAndTrailingBytes()
    {
        ZipWriter zip;
        zip.add("a.eml", "x").add("m.mf", "Count: 1\na.eml\n");
        zip.comment = "made by PK\5\6 somebody";
        QCOMPARE(problemOf(checked(zip.finish())), QString());
        QVERIFY(checked(zip.finish()).notes.isEmpty());
        const auto contents = checked(zip.finish() + QByteArray(100, '\0'));
        QCOMPARE(problemOf(contents), QString());
        QCOMPARE(contents.notes, QStringList{QStringLiteral("trailing-bytes")});
    }

    void namesInOtherEncodings_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<quint16>("flags");
        QTest::addColumn<QByteArray>("inManifest");
        QTest::addColumn<QString>("name");
        QTest::newRow("UTF-8") << QByteArray("\xc3\xa9.eml") << quint16(0x0800) << QByteArray("\xc3\xa9.eml") << QStringLiteral("é.eml");
        QTest::newRow("UTF-8 without the flag")
            << QByteArray("\xc3\xa9.eml") << quint16(0) << QByteArray("\xc3\xa9.eml") << QStringLiteral("é.eml");
        QTest::newRow("CP437, manifest UTF-8") << QByteArray("\x82.eml") << quint16(0) << QByteArray("\xc3\xa9.eml")
                                               << QStringLiteral("é.eml");
        QTest::newRow("CP437 in both") << QByteArray("\x82.eml") << quint16(0) << QByteArray("\x82.eml") << QStringLiteral("é.eml");
        QTest::newRow("ISO 8859-1 in both") << QByteArray("\xe9.eml") << quint16(0) << QByteArray("\xe9.eml") << QStringLiteral("Θ.eml");
        QTest::newRow("flag that lies") << QByteArray("\x82.eml") << quint16(0x0800) << QByteArray("\x82.eml") << QStringLiteral("é.eml");
        QTest::newRow("byte order mark in the name") << QByteArray("\xef\xbb\xbf"
                                                                   "a.eml")
                                                     << quint16(0x0800)
                                                     << QByteArray("x\n\xef\xbb\xbf"
                                                                   "a.eml")
                                                     << QStringLiteral("\ufeffa.eml");
    }

    void namesInOtherEncodings()
    {
        QFETCH(QByteArray, raw);
        QFETCH(quint16, flags);
        QFETCH(QByteArray, inManifest);
        ZipWriter zip;
        zip.add({.name = raw, .content = "x", .flags = flags}).add("m.mf", "Count: 1\n" + inManifest + "\n");
        const auto contents = checked(zip.finish());
        QCOMPARE(problemOf(contents), QString());
        QTEST(contents.items[0].name, "name");
    }

    void namesThatDifferByCaseAreNoDuplicates()
    {
        QCOMPARE(problemOf(checked(makeDelivery({{QStringLiteral("a.eml"), "1"}, {QStringLiteral("A.EML"), "2"}}))), QString());
    }

    void manifestProblems_data()
    {
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<QString>("problem");
        QTest::addColumn<QStringList>("arguments"); // behind the delivery's name
        const auto row = [](const char *tag, const QByteArray &manifest, const char *problem, const QStringList &arguments) {
            QTest::newRow(tag) << manifest << QString::fromLatin1(problem) << arguments;
        };
        const QString mf = QStringLiteral("manifest.mf");
        row("missing", {}, "manifest-missing", {});
        row("no count", "a.eml\nb.eml\n", "manifest-without-count", {mf});
        row("empty", "", "manifest-without-count", {mf});
        row("counts disagree", "Count: 2\nCount: 3\na.eml\nb.eml\n", "manifest-without-count", {mf});
        row("count too high", "Count: 3\na.eml\nb.eml\n", "manifest-count-mismatch", {QStringLiteral("3"), QStringLiteral("2")});
        row("count too low", "Count: 1\na.eml\nb.eml\n", "manifest-count-mismatch", {QStringLiteral("1"), QStringLiteral("2")});
        row("listed and missing", "Count: 2\na.eml\nb.eml\nc.eml\nd.eml\n", "manifest-entry-missing",
            {QStringLiteral("c.eml"), QStringLiteral("2")});
        row("unlisted", "Count: 2\nb.eml\n", "manifest-entry-unlisted", {QStringLiteral("a.eml"), QStringLiteral("1")});
        row("nothing listed", "Count: 2\n", "manifest-entry-unlisted", {QStringLiteral("a.eml"), QStringLiteral("2")});
        row("columns", "Count: 2\n3;x;a.eml\n3;y;b.eml\n", "", {});
    }

    void manifestProblems()
    {
        QFETCH(QByteArray, manifest);
        QFETCH(QString, problem);
        QFETCH(QStringList, arguments);
        const auto contents =
            checked(makeDelivery({{QStringLiteral("a.eml"), "one"}, {QStringLiteral("b.eml"), "two"}},
                                 QByteArray::fromRawData(manifest.isNull() ? nullptr : manifest.constData(), manifest.size())));
        QCOMPARE(problemOf(contents), problem);
        QVERIFY(contents.acceptable);
        QCOMPARE(contents.foundCount(), 2);
        if (!problem.isEmpty())
            QCOMPARE(contents.problem->arguments, QStringList{deliveryName} + arguments);
    }

    void everyFurtherProblemIsNoted()
    {
        const auto contents =
            checked(makeDelivery({{QStringLiteral("a.eml"), "1"}, {QStringLiteral("b.eml"), ""}}, QByteArray("Count: 3\na.eml\nc.eml\n")));
        QCOMPARE(problemOf(contents), QStringLiteral("manifest-count-mismatch"));
        QCOMPARE(contents.notes,
                 (QStringList{QStringLiteral("manifest-entry-missing: c.eml"), QStringLiteral("manifest-entry-empty: b.eml"),
                              QStringLiteral("manifest-entry-unlisted: b.eml")}));
    }

    void emptyEml()
    {
        const auto contents = checked(makeDelivery({{QStringLiteral("a.eml"), ""}}));
        QCOMPARE(problemOf(contents), QStringLiteral("manifest-entry-empty"));
        QVERIFY(contents.acceptable);
        QCOMPARE(contents.foundCount(), 1);
    }

    void emptyArchive()
    {
        const auto contents = checked(ZipWriter().finish());
        QCOMPARE(problemOf(contents), QStringLiteral("manifest-missing"));
        QCOMPARE(contents.foundCount(), 0);
        QCOMPARE(problemOf(checked(ZipWriter().add("m.mf", "Count: 0\n").finish())), QString());
    }

    void cancels()
    {
        QList<QPair<QString, QByteArray>> emls;
        for (int i = 0; i < 10; ++i)
            emls.append({QString::number(i) + QStringLiteral(".eml"), "x"});
        auto reader = opened(makeDelivery(emls));
        QVERIFY(reader);
        const CancelToken cancel;
        qint64 last = 0;
        const auto contents = reader->check(cancel, [&](qint64 n) {
            last = n;
            if (n == 3)
                cancel.cancel();
        });
        QVERIFY(!contents);
        QCOMPARE(contents.failure().code, FailureCode::Cancelled);
        QCOMPARE(last, 3);
        QVERIFY(reader->check({}));
    }

    void cancelsInsideABigEntry()
    {
        const CancelToken cancel;
        ZipWriter zip;
        zip.add("m.mf", "Count: 1\na.eml\n").add({.name = "a.eml", .content = noise(20'000'000), .deflate = false});
        const auto source = std::make_shared<CancellingBytes>(zip.finish(), cancel);
        auto reader = DeliveryReader::open(source, deliveryName);
        QVERIFY(reader);
        source->armed = true;
        const auto contents = reader->check(cancel);
        QVERIFY(!contents);
        QCOMPARE(contents.failure().code, FailureCode::Cancelled);
        QVERIFY(source->reached < 2'000'000);
    }

    void reportsFailuresOfTheSource_data()
    {
        QTest::addColumn<bool>("endsEarly");
        QTest::addColumn<int>("code");
        QTest::newRow("fails") << false << int(FailureCode::FileNotReadable);
        QTest::newRow("shorter than it was") << true << int(FailureCode::DeliveryChanged);
    }

    void reportsFailuresOfTheSource()
    {
        QFETCH(bool, endsEarly);
        QFETCH(int, code);
        const QByteArray zip = makeDelivery({{QStringLiteral("a.eml"), noise(300'000)}, {QStringLiteral("b.eml"), noise(300'000)}});
        const auto source = std::make_shared<FailingBytes>(zip, endsEarly);
        for (const qint64 failFrom : {0, 2, 200'000, 400'000}) {
            source->failFrom = std::numeric_limits<qint64>::max();
            auto reader = DeliveryReader::open(source, deliveryName);
            QVERIFY(reader);
            source->failFrom = failFrom;
            const auto contents = reader->check({});
            QVERIFY(!contents);
            QCOMPARE(int(contents.failure().code), code);
            QVERIFY(contents.failure().retryable);
            QVERIFY(!reader->read(QStringLiteral("b.eml"), 1));
            QCOMPARE(int(reader->read(QStringLiteral("b.eml"), 1).failure().code), code);
            const auto again = DeliveryReader::open(source, deliveryName);
            QVERIFY(!again);
            QCOMPARE(int(again.failure().code), code);
            // The reader lives on when the source does.
            source->failFrom = std::numeric_limits<qint64>::max();
            QCOMPARE(reader->read(QStringLiteral("b.eml"), 1)->size(), 300'000);
        }
    }

    void shortReads()
    {
        const QByteArray zip = makeDelivery({{QStringLiteral("a.eml"), noise(5'000)}, {QStringLiteral("b.eml"), "two"}});
        auto reader = DeliveryReader::open(std::make_shared<SlowBytes>(zip), deliveryName);
        QVERIFY(reader);
        const auto contents = reader->check({});
        QVERIFY(contents);
        QCOMPARE(problemOf(*contents), QString());
        QVERIFY(*reader->read(contents->items[0]) == noise(5'000));
    }

    void movedReaderStillReads()
    {
        auto reader = opened(makeDelivery({{QStringLiteral("a.eml"), "one"}}));
        QVERIFY(reader);
        DeliveryReader moved = std::move(*reader);
        QCOMPARE(*moved.read(QStringLiteral("a.eml"), 0), QByteArray("one"));
    }

    void tenThousandEmls()
    {
        QList<QPair<QString, QByteArray>> emls;
        const QByteArray text = noise(1'500).toBase64() + QByteArray(1'000, 'x');
        for (int i = 0; i < 10'000; ++i)
            emls.append({QStringLiteral("202611030000_%1.eml").arg(i), text + QByteArray::number(i)});
        const QByteArray zip = makeDelivery(emls);
        auto reader = opened(zip);
        QVERIFY(reader);
        std::optional<Result<DeliveryContents>> contents;
        QBENCHMARK_ONCE
        {
            contents = reader->check({});
        }
        QVERIFY(contents->ok());
        QCOMPARE(problemOf(**contents), QString());
        QCOMPARE((*contents)->foundCount(), 10'000);
    }
};

QTEST_APPLESS_MAIN(TestDeliveryReader)
#include "tst_DeliveryReader.moc"
