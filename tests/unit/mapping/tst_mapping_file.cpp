#include "MappingFileText.h"

#include <QSet>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

namespace {

const QString header = QStringLiteral("External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until\n");

Result<MappingFile> parse(const QString &text, const QString &region = {})
{
    return MappingFile::parse(text.toUtf8(), QStringLiteral("test.csv"), region);
}

QByteArray encode(const QString &text, QStringConverter::Encoding encoding, bool mark)
{
    QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

} // namespace

class TestMappingFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEveryProblem()
    {
        QSet<QString> names;
        for (const MappingProblemKind kind : allMappingProblemKinds())
            names.insert(mappingProblemName(kind));
        QCOMPARE(names.size(), int(MappingProblemKind::ColumnNotRead) + 1);
        QVERIFY(!names.contains(QString()));
        QCOMPARE(mappingProblemName(MappingProblemKind::NumberNeedsRegion), QLatin1String("number-needs-region"));
    }

    /// The same two rows in every encoding, delimiter and line end.
    void readsEveryDialect_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("encoding");
        using E = QStringConverter;
        const std::tuple<const char *, E::Encoding, bool, const char *> encodings[]{
            {"UTF-8", E::Utf8, false, "UTF-8"},          {"UTF-8 with mark", E::Utf8, true, "UTF-8"},
            {"UTF-16LE", E::Utf16LE, false, "UTF-16LE"}, {"UTF-16LE with mark", E::Utf16LE, true, "UTF-16LE"},
            {"UTF-16BE", E::Utf16BE, false, "UTF-16BE"}, {"UTF-16BE with mark", E::Utf16BE, true, "UTF-16BE"},
            {"ANSI", E::Latin1, false, "windows-1252"},
        };
        const std::pair<const char *, const char *> lineEnds[]{{"LF", "\n"}, {"CRLF", "\r\n"}, {"CR", "\r"}};
        for (const auto &[encodingName, encoding, mark, expected] : encodings) {
            for (const char delimiter : {',', ';', '\t'}) {
                for (const auto &[lineEndName, lineEnd] : lineEnds) {
                    for (const char *separator : {"", "sep=%1\n", "\"sep=%1\"\n"}) {
                        QString text = QString::fromLatin1(separator).replace(QLatin1String("%1"), QString(QLatin1Char(delimiter))) +
                                       QStringLiteral("External User ID|Microsoft 365 User "
                                                      "Mailbox|\n447911123456|jürgen@x.example|\"a\n\"\"b\"\"\"\n\n"
                                                      "\"+44 7911 123457\"|\"bob@x.example\"\n");
                        text.replace(u'|', QLatin1Char(delimiter)).replace(u'\n', QString::fromLatin1(lineEnd));
                        const QString name = QString::fromLatin1("%1, %2, %3%4")
                                                 .arg(QLatin1String(encodingName),
                                                      delimiter == '\t' ? QStringLiteral("TAB") : QString(QLatin1Char(delimiter)),
                                                      QLatin1String(lineEndName),
                                                      QLatin1String(*separator ? *separator == '"' ? ", quoted sep=" : ", sep=" : ""));
                        QTest::newRow(name.toUtf8().constData()) << encode(text, encoding, mark) << QString::fromLatin1(expected);
                    }
                }
            }
        }
    }
    void readsEveryDialect()
    {
        QFETCH(QByteArray, bytes);
        const auto file = MappingFile::parse(bytes, QStringLiteral("test.csv"), QString());
        QVERIFY(file.ok());
        QTEST(file->encoding, "encoding");
        QVERIFY(file->hasHeader);
        QCOMPARE(file->rows, 2);
        QCOMPARE(problemsOf(*file), QStringList());
        QStringList entries = entriesOf(*file);
        QCOMPARE(entries.size(), 2);
        const int offset = bytes.contains("sep") || bytes.contains(QByteArray("s\0e\0p", 5)) ? 1 : 0;
        QCOMPARE(entries[0], QStringLiteral("447911123456=jürgen@x.example#%1").arg(2 + offset));
        QCOMPARE(entries[1], QStringLiteral("447911123457=bob@x.example#%1").arg(5 + offset));
    }

    void reportsProblems_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QStringList>("entries");
        QTest::addColumn<QStringList>("problems");
        const auto row = [](const char *name, const QString &rows, const QStringList &entries, const QStringList &problems,
                            const QString &region = {}) { QTest::newRow(name) << rows << region << entries << problems; };
        const auto s = [](const char *text) { return QString::fromUtf8(text); };

        row("header only", {}, {}, {});
        row("blank rows", s("\n,,,\n  ,\t\n\u00A0\n"), {}, {});
        row("good", s("447911123456,ann@x.example,2024-01-01,2024-12-31"), {s("447911123456=ann@x.example 2024-01-01..2024-12-31#2")}, {});
        row("open at either end", s("447911123456,ann@x.example,,2024-12-31\n447911123457,ann@x.example,2024-01-01"),
            {s("447911123456=ann@x.example ..2024-12-31#2"), s("447911123457=ann@x.example 2024-01-01..#3")}, {});
        row("one day", s("447911123456,ann@x.example,2024-02-29,2024-02-29"), {s("447911123456=ann@x.example 2024-02-29..2024-02-29#2")},
            {});
        row("upper case", s("447911123456,Ann@X.EXAMPLE"), {s("447911123456=ann@x.example#2")}, {});
        row("blanks and marks around", s(" 447911123456 ,\u200Eann@x.example\u00A0, 2024-01-01 ,"),
            {s("447911123456=ann@x.example 2024-01-01..#2")}, {});
        // Numbers
        row("no number", s(",ann@x.example"), {}, {s("2 number-missing")});
        row("not a number", s("Ann,ann@x.example"), {}, {s("2 number-unreadable [Ann]")});
        row("number not possible", s("+999123,ann@x.example"), {}, {s("2 number-unreadable [+999123]")});
        row("scientific", s("4.47912E+11,a@x.example\n\"4,47912E+11\",b@x.example\n4.47912e11,c@x.example\n'4.47912E+11,d@x.example"), {},
            {s("2 number-scientific [4.47912E+11]"), s("3 number-scientific [4,47912E+11]"), s("4 number-scientific [4.47912e11]"),
             s("5 number-scientific ['4.47912E+11]")});
        row("scientific as text formula", s("\"=\"\"4.47912E+11\"\"\",a@x.example"), {}, {s("2 number-scientific [=\"4.47912E+11\"]")});
        row("needs region", s("07911 123456,ann@x.example"), {}, {s("2 number-needs-region [07911 123456]")});
        row("has region", s("07911 123456,ann@x.example"), {s("447911123456=ann@x.example#2")}, {}, s("GB"));
        row("doubtful", s("+447700900123,ann@x.example"), {s("447700900123=ann@x.example#2")},
            {s("2 number-doubtful [+447700900123] used")});
        row("doubtful, but the mailbox is bad", s("+447700900123,ann"), {},
            {s("2 number-doubtful [+447700900123]"), s("2 mailbox-unreadable [ann]")});
        row("German trap", s("491701234567,ann@x.example"), {s("491701234567=ann@x.example#2")}, {}, s("DE"));
        row("zero byte in a number", s("4479111") + QChar(u'\0') + s("23456,ann@x.example"), {},
            {s("2 number-unreadable [4479111 23456]")});
        // Mailboxes
        row("no mailbox", s("447911123456,"), {}, {s("2 mailbox-missing")});
        row("no address", s("447911123456,ann"), {}, {s("2 mailbox-unreadable [ann]")});
        row("two addresses", s("447911123456,\"ann@x.example, bob@x.example\""), {},
            {s("2 mailbox-unreadable [ann@x.example, bob@x.example]")});
        row("name and address", s("447911123456,Ann <ann@x.example>"), {}, {s("2 mailbox-unreadable [Ann <ann@x.example>]")});
        row("under .invalid", s("447911123456,ann@whatsapp.Invalid"), {}, {s("2 mailbox-under-invalid [ann@whatsapp.Invalid]")});
        row("zero byte in an address", s("447911123456,ann") + QChar(u'\0') + s("@x.example"), {},
            {s("2 mailbox-unreadable [ann @x.example]")});
        row("invisible character in an address", s("447911123456,an\u200Bn@x.example"), {}, {s("2 mailbox-unreadable [an n@x.example]")});
        row("replacement character", s("447911123456,j\uFFFDrgen@x.example"), {}, {s("2 mailbox-unreadable [j\uFFFDrgen@x.example]")});
        row("nothing but a name", s("447911123456,ann@x.example\n,,,\nx,,"), {s("447911123456=ann@x.example#2")},
            {s("4 number-unreadable [x]"), s("4 mailbox-missing")});
        // Days
        row("no ISO date", s("447911123456,ann@x.example,31.12.2024,12/31/2024"), {},
            {s("2 date-unreadable [31.12.2024]"), s("2 date-unreadable [12/31/2024]")});
        row("a day that is none", s("447911123456,ann@x.example,2024-02-30,"), {}, {s("2 date-unreadable [2024-02-30]")});
        row("short date", s("447911123456,ann@x.example,2024-1-5,"), {}, {s("2 date-unreadable [2024-1-5]")});
        row("date with time", s("447911123456,ann@x.example,2024-01-05T00:00:00,"), {}, {s("2 date-unreadable [2024-01-05T00:00:00]")});
        row("reversed", s("447911123456,ann@x.example,2024-12-31,2024-01-01"), {}, {s("2 dates-reversed [2024-12-31|2024-01-01]")});
        row("kept as text", s("447911123456,ann@x.example,'2024-01-01,\"=\"\"2024-12-31\"\"\""),
            {s("447911123456=ann@x.example 2024-01-01..2024-12-31#2")}, {});
        // Everything at once
        row("all problems of a row", s("?,?,?,?"), {},
            {s("2 number-unreadable [?]"), s("2 mailbox-unreadable [?]"), s("2 date-unreadable [?]"), s("2 date-unreadable [?]")});
        // Structure
        row("too few columns", s("447911123456\n447911123457,bob@x.example"), {s("447911123457=bob@x.example#3")},
            {s("2 too-few-columns")});
        row("too many columns", s("447911123456,ann@x.example,,,x,y,z"), {s("447911123456=ann@x.example#2")}, {});
        row("lines after quoted line breaks", s("447911123456,ann@x.example,,,\"a\r\nb\nc\"\n?,bob@x.example"),
            {s("447911123456=ann@x.example#2")}, {s("5 number-unreadable [?]")});
        row("quote not closed", s("447911123456,\"ann@x.example\n447911123457,bob@x.example\n"), {s("447911123457=bob@x.example#3")},
            {s("2 quote-not-closed")});
        row("text behind a quote", s("447911123456,\"ann\"@x.example\n447911123457,bob@x.example\n"), {s("447911123457=bob@x.example#3")},
            {s("2 quote-not-closed")});
        row("quotes around everything", s("\"447911123456\",\"ann@x.example\",\"2024-01-01\",\"\""),
            {s("447911123456=ann@x.example 2024-01-01..#2")}, {});
        // Formulas
        row("numbers kept as text", s("'+447911123456,a@x.example\n\"=\"\"+447911123457\"\"\",b@x.example\n=\"447911123458\",c@x.example"),
            {s("447911123456=a@x.example#2"), s("447911123457=b@x.example#3"), s("447911123458=c@x.example#4")}, {});
        row("addresses kept as text", s("447911123456,'a@x.example\n447911123457,\"=\"\"b@x.example\"\"\""),
            {s("447911123456=a@x.example#2"), s("447911123457=b@x.example#3")}, {});
        row("formulas for numbers",
            s("=A1,a@x.example\n@SUM(1),a@x.example\n+SUM(1),a@x.example\n-447911123456,a@x.example\n\t=1+1,a@x."
              "example\n"
              "=\"1\"&B1,a@x.example\n＝A1,a@x.example\n\t447911123456,a@x.example"),
            {},
            {s("2 formula [=A1]"), s("3 formula [@SUM(1)]"), s("4 formula [+SUM(1)]"), s("5 formula [-447911123456]"),
             s("6 formula [=1+1]"), s("7 formula [=\"1\"&B1]"), s("8 formula [＝A1]"), s("9 formula [447911123456]")});
        row("formulas for mailboxes",
            s("447911123456,\"=HYPERLINK(\"\"http://x.example\"\",\"\"a@x.example\"\")\"\n447911123457,@x.example\n"
              "447911123458,=a@x.example\n447911123459,-1+cmd"),
            {},
            {s("2 formula [=HYPERLINK(\"http://x.example\",\"a@x.example\")]"), s("3 formula [@x.example]"), s("4 formula [=a@x.example]"),
             s("5 formula [-1+cmd]")});
        row("signs that begin addresses", s("447911123456,+a@x.example\n447911123457,-b@x.example"),
            {s("447911123456=+a@x.example#2"), s("447911123457=-b@x.example#3")}, {});
        row("formula for a day", s("447911123456,a@x.example,=TODAY(),"), {}, {s("2 formula [=TODAY()]")});
        row("formula that only looks quoted", s("\"=\"\"a\"\"b\"\"\",a@x.example"), {}, {s("2 formula [=\"a\"b\"]")});
        // Duplicates and conflicts
        row("duplicate", s("447911123456,ann@x.example\n+44 7911 123456,ANN@x.example"), {s("447911123456=ann@x.example#2")},
            {s("3 duplicate [2] used")});
        row("three times", s("447911123456,ann@x.example\n447911123456,ann@x.example\n447911123456,ann@x.example"),
            {s("447911123456=ann@x.example#2")}, {s("3 duplicate [2] used"), s("4 duplicate [2] used")});
        row("same mailbox, other days", s("447911123456,ann@x.example,,2024-01-01\n447911123456,ann@x.example,2024-01-01,"),
            {s("447911123456=ann@x.example ..2024-01-01#2"), s("447911123456=ann@x.example 2024-01-01..#3")}, {});
        row("conflict", s("447911123456,ann@x.example\n447911123456,bob@x.example"),
            {s("447911123456=ann@x.example#2"), s("447911123456=bob@x.example#3")}, {s("3 conflict [2] used")});
        row("conflict on one day", s("447911123456,ann@x.example,,2024-06-30\n447911123456,bob@x.example,2024-06-30,"),
            {s("447911123456=ann@x.example ..2024-06-30#2"), s("447911123456=bob@x.example 2024-06-30..#3")}, {s("3 conflict [2] used")});
        row("one day after the other", s("447911123456,ann@x.example,,2024-06-30\n447911123456,bob@x.example,2024-07-01,"),
            {s("447911123456=ann@x.example ..2024-06-30#2"), s("447911123456=bob@x.example 2024-07-01..#3")}, {});
        row("conflict, later row first", s("447911123456,bob@x.example,2024-06-30,\n447911123456,ann@x.example,,2024-06-30"),
            {s("447911123456=bob@x.example 2024-06-30..#2"), s("447911123456=ann@x.example ..2024-06-30#3")}, {s("3 conflict [2] used")});
        row("conflict names the first line", s("447911123456,ann@x.example\n447911123456,bob@x.example\n447911123456,cat@x.example"),
            {s("447911123456=ann@x.example#2"), s("447911123456=bob@x.example#3"), s("447911123456=cat@x.example#4")},
            {s("3 conflict [2] used"), s("4 conflict [2] used")});
        row("unused rows do not conflict", s("447911123456,ann@x.invalid\n447911123456,bob@x.example"), {s("447911123456=bob@x.example#3")},
            {s("2 mailbox-under-invalid [ann@x.invalid]")});
    }
    /// A column that is not understood is told, and one that may be a day keeps its rows from being used.
    void tellsWhatItDoesNotRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("entries");
        QTest::addColumn<QStringList>("problems");
        const auto row = [](const char *tag, const char *text, const QStringList &entries, const QStringList &problems) {
            QTest::newRow(tag) << QString::fromUtf8(text) << entries << problems;
        };
        const auto s = [](const char *text) { return QString::fromUtf8(text); };
        row("mistyped last day",
            "External User ID,Microsoft 365 User Mailbox,Valid From,Valid Untill\n12025550123,a@x.example,2024-01-01,2024-12-31", {},
            {s("1 column-not-read [Valid Untill] used"), s("2 day-without-column [2024-12-31]")});
        row("mistyped last day, empty", "Number,Mailbox,Valid Untill\n12025550123,a@x.example,", {s("12025550123=a@x.example#2")},
            {s("1 column-not-read [Valid Untill] used")});
        row("another word", "Number,Mailbox,Expires\n12025550123,a@x.example,31.12.2024", {},
            {s("1 column-not-read [Expires] used"), s("2 day-without-column [31.12.2024]")});
        row("Chinese", "手機,信箱,合約到期日\n12025550123,a@x.example,2024/12/31", {},
            {s("1 column-not-read [合約到期日] used"), s("2 day-without-column [2024/12/31]")});
        row("surplus days", "Number,Mailbox\n12025550123,a@x.example,2024-01-01,2024-12-31\n12025550147,b@x.example",
            {s("12025550147=b@x.example#3")}, {s("2 day-without-column [2024-01-01]")});
        row("days without a name", "Number,Mailbox,,\n12025550123,a@x.example,,2024-12-31", {}, {s("2 day-without-column [2024-12-31]")});
        row("other columns", "Name,Mobile,Phone,Mailbox,End customer\nAnn,12025550123,12025550147,a@x.example,Fabrikam",
            {s("12025550123=a@x.example#2")},
            {s("1 column-not-read [Name] used"), s("1 column-not-read [Phone] used"), s("1 column-not-read [End customer] used")});
        row("two mailboxes", "Number,Mailbox,E-mail\n12025550123,a@x.example,b@x.example", {s("12025550123=a@x.example#2")},
            {s("1 column-not-read [E-mail] used")});
        row("a date of something else", "Number,Mailbox,Hired\n12025550123,a@x.example,2020-01-01", {s("12025550123=a@x.example#2")},
            {s("1 column-not-read [Hired] used")});
    }
    void tellsWhatItDoesNotRead()
    {
        QFETCH(QString, text);
        const auto file = parse(text);
        QVERIFY(file.ok());
        QTEST(problemsOf(*file), "problems");
        QTEST(entriesOf(*file), "entries");
    }

    void reportsProblems()
    {
        QFETCH(QString, rows);
        QFETCH(QString, region);
        const auto file = parse(header + rows, region);
        QVERIFY(file.ok());
        QTEST(problemsOf(*file), "problems");
        QTEST(entriesOf(*file), "entries");
        QVERIFY(file->hasHeader);
    }

    void countsRows()
    {
        QCOMPARE(parse(header).value().rows, 0);
        QCOMPARE(parse(header + QStringLiteral("\n,,,\n447911123456,ann@x.example\n\n?,?\n\"")).value().rows, 3);
    }

    void readsWithoutHeader()
    {
        const auto file = parse(QStringLiteral("ann@x.example;447911123456\nbob@x.example;?\n"));
        QVERIFY(file.ok());
        QVERIFY(!file->hasHeader);
        QCOMPARE(file->rows, 2);
        QCOMPARE(entriesOf(*file), QStringList{QStringLiteral("447911123456=ann@x.example#1")});
        QCOMPARE(problemsOf(*file), QStringList{QStringLiteral("2 number-unreadable [?]")});
    }

    void refusesFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("region");
        QTest::addColumn<FailureCode>("code");
        QTest::newRow("empty") << QByteArray() << QString() << FailureCode::MappingFileWithoutColumns;
        QTest::newRow("mark only") << QByteArray("\xEF\xBB\xBF") << QString() << FailureCode::MappingFileWithoutColumns;
        QTest::newRow("zero bytes") << QByteArray(1000, '\0') << QString() << FailureCode::MappingFileWithoutColumns;
        QTest::newRow("workbook") << QByteArray("PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", 14) << QString()
                                  << FailureCode::MappingFileWithoutColumns;
        QTest::newRow("one column") << QByteArray("External User ID\n447911123456\n") << QString()
                                    << FailureCode::MappingFileWithoutColumns;
        QTest::newRow("too large") << QByteArray(64 * 1024 * 1024 + 1, 'a') << QString() << FailureCode::MappingFileTooLarge;
        QTest::newRow("unknown region") << MappingFile::exampleBytes() << QStringLiteral("XX") << FailureCode::RegionUnknown;
        QTest::newRow("unknown region, empty file") << QByteArray() << QStringLiteral("UK") << FailureCode::RegionUnknown;
    }
    void refusesFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, region);
        const auto file = MappingFile::parse(bytes, QStringLiteral("test.csv"), region);
        QVERIFY(!file);
        QTEST(file.failure().code, "code");
        QCOMPARE(file.failure().arguments.front(), file.failure().code == FailureCode::RegionUnknown ? region : QStringLiteral("test.csv"));
    }

    void readsFromDisk()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("行動電話.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(MappingFile::exampleBytes()), MappingFile::exampleBytes().size());
        file.close();
        const auto read = MappingFile::read(path, QStringLiteral("gb"));
        QVERIFY(read.ok());
        QCOMPARE(read->rows, 2);
        QCOMPARE(MappingFile::read(folder.filePath(QStringLiteral("absent.csv")), QString()).failure().code, FailureCode::FileNotFound);
        const auto ofFolder = MappingFile::read(folder.path(), QString());
        QVERIFY(!ofFolder);
        QCOMPARE(ofFolder.failure().code, FailureCode::MappingFileUnreadable);
        QCOMPARE(ofFolder.failure().arguments, QStringList{folder.path()});
#ifdef Q_OS_LINUX
        QCOMPARE(MappingFile::read(QStringLiteral("/dev/zero"), QString()).failure().code, FailureCode::MappingFileUnreadable);
#endif
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(64 * 1024 * 1024 + 1));
        file.close();
        QCOMPARE(MappingFile::read(path, QString()).failure().code, FailureCode::MappingFileTooLarge);
    }

    void givesAnExampleWithoutProblems()
    {
        const auto file = MappingFile::parse(MappingFile::exampleBytes(), QStringLiteral("example"), QString());
        QVERIFY(file.ok());
        QVERIFY(file->hasHeader);
        QCOMPARE(file->rows, 2);
        QCOMPARE(file->table.entries().size(), 2u);
        QCOMPARE(problemsOf(*file), QStringList());
    }

    void boundsWhatItShows()
    {
        const auto file =
            parse(header + QString(1'000'000, u'?') + QStringLiteral(",\"") + QString(5000, u'a') + QStringLiteral("\n@x.example\"\n") +
                  QStringLiteral("447911123456") + QString(5000, u' ') + QStringLiteral("9,ann@x.example\n447911123456,ann@x.example") +
                  QString(5000, u' ') + QStringLiteral(".org\n447911123456,ann@x.example,") + QString(5000, u' ') + u'x');
        QVERIFY(file.ok());
        QCOMPARE(file->problems.size(), 5u);
        for (const MappingProblem &problem : file->problems)
            QVERIFY(problem.arguments.value(0).size() <= 100);
        // What was cut where only a first part stood is not known.
        QVERIFY(file->table.isEmpty());
    }

    void survivesManyLinesOfOneNumber()
    {
        QString text = header;
        for (int i = 0; i < 20000; ++i)
            text += QStringLiteral("447911123456,user%1@x.example\n").arg(i);
        const auto file = parse(text);
        QVERIFY(file.ok());
        QCOMPARE(file->table.entries().size(), 20000u);
        QCOMPARE(file->problems.size(), 19999u);
        QVERIFY(file->table.lookup(file->table.entries()[0].number, QDate(2024, 5, 5)).ambiguous);
    }

    void refusesEndlessProblems()
    {
        const auto file =
            MappingFile::parse(header.toUtf8() + QByteArray("?\n").repeated(1'000'001), QStringLiteral("test.csv"), QString());
        QVERIFY(!file);
        QCOMPARE(file.failure().code, FailureCode::MappingFileUnreadable);
    }
};

QTEST_APPLESS_MAIN(TestMappingFile)
#include "tst_mapping_file.moc"
