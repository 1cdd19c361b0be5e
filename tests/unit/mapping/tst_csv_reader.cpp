#include "SharedMaterial.h"
#include "mapping/CsvReader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tallybridge;

namespace {

/// All rows, each as "line: [cell][cell]", damaged ones as "line: !".
QStringList readAll(const QString &text, QChar delimiter = u',')
{
    QStringList rows;
    CsvReader reader(text, delimiter);
    CsvRow row;
    while (reader.next(&row)) {
        QString shown = QString::number(row.line) + u':';
        if (row.damaged)
            shown += u'!';
        for (const QString &cell : row.cells)
            shown += u'[' + cell + u']';
        rows.append(shown);
    }
    return rows;
}

} // namespace

class TestCsvReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("rows");
        const auto row = [](const char *name, const char *text, const QStringList &rows) {
            QTest::newRow(name) << QString::fromUtf8(text) << rows;
        };
        const auto s = [](const char *text) { return QString::fromUtf8(text); };
        row("nothing", "", {});
        row("one cell", "a", {s("1:[a]")});
        row("no line end at the end", "a,b\nc,d", {s("1:[a][b]"), s("2:[c][d]")});
        row("LF", "a,b\nc,d\n", {s("1:[a][b]"), s("2:[c][d]")});
        row("CRLF", "a,b\r\nc,d\r\n", {s("1:[a][b]"), s("2:[c][d]")});
        row("CR", "a,b\rc,d\r", {s("1:[a][b]"), s("2:[c][d]")});
        row("mixed", "a\r\n\nb\r\rc", {s("1:[a]"), s("2:[]"), s("3:[b]"), s("4:[]"), s("5:[c]")});
        row("LF CR is two", "a\n\rb", {s("1:[a]"), s("2:[]"), s("3:[b]")});
        row("empty cells", ",,\n", {s("1:[][][]")});
        row("empty cell at the end of the file", "a,", {s("1:[a][]")});
        row("quotes", "\"a,b\",\"c\"\n", {s("1:[a,b][c]")});
        row("doubled quotes", "\"say \"\"hi\"\"\"\n", {s("1:[say \"hi\"]")});
        row("empty quotes", "\"\",\"\"\n", {s("1:[][]")});
        row("only a quote", "\"\"\"\"\n", {s("1:[\"]")});
        row("quoted LF", "\"a\nb\",c\nd", {s("1:[a\nb][c]"), s("3:[d]")});
        row("quoted CRLF counts once", "\"a\r\nb\",c\r\nd", {s("1:[a\r\nb][c]"), s("3:[d]")});
        row("quoted CR", "\"a\rb\",c\rd", {s("1:[a\rb][c]"), s("3:[d]")});
        row("blanks around quotes", "a, \"b,c\" ,d\n", {s("1:[a][b,c][d]")});
        row("blanks stay", " a , b \n", {s("1:[ a ][ b ]")});
        row("quote inside a cell", "a\"b\",c\n", {s("1:[a\"b\"][c]")});
        row("text after a quote", "\"a\"b,c\nd,e\n", {s("1:!"), s("2:[d][e]")});
        row("never closed", "\"a,b\nc,d\ne,f\n", {s("1:!"), s("2:[c][d]"), s("3:[e][f]")});
        row("never closed, last line", "a,b\n\"c", {s("1:[a][b]"), s("2:!")});
        row("closed far below by another quote", "a,\"b\nc,d\n\"e\",f\n", {s("1:!"), s("2:[c][d]"), s("3:[e][f]")});
        row("damage behind a quoted line break", "\"a\nb\"c,d\ne\n", {s("1:!"), s("2:[b\"c][d]"), s("3:[e]")});
        row("unlike ends", "\"", {s("1:!")});
        row("quote and line end", "\"\n", {s("1:!")});
    }
    void splits()
    {
        QFETCH(QString, text);
        QTEST(readAll(text), "rows");
    }

    void takesOtherDelimiters()
    {
        QCOMPARE(readAll(QStringLiteral("a;b,c\n"), u';'), QStringList{QStringLiteral("1:[a][b,c]")});
        QCOMPARE(readAll(QStringLiteral("a\t\tb\n"), u'\t'), QStringList{QStringLiteral("1:[a][][b]")});
    }

    void knowsBlankRows()
    {
        CsvRow row;
        QVERIFY(row.isBlank());
        row.cells = {QString(), QStringLiteral(" \t\u00A0")};
        QVERIFY(row.isBlank());
        row.cells.append(QStringLiteral("a"));
        QVERIFY(!row.isBlank());
        row.cells = {QString(CsvReader::longestCell, u' ')};
        QVERIFY2(!row.isBlank(), "what was cut off is not known");
        row.cells.clear();
        row.damaged = true;
        QVERIFY(!row.isBlank());
    }

    void boundsCellsAndRows()
    {
        const QString longCell(CsvReader::longestCell * 3, u'a');
        const QString manyCells(CsvReader::mostCells * 3, u',');
        const QString text = longCell + u",\"" + longCell + u"\"\n" + manyCells + u"\nb\n";
        CsvReader reader(text, u',');
        CsvRow row;
        QVERIFY(reader.next(&row));
        QCOMPARE(row.cells.size(), 2);
        QCOMPARE(row.cells[0].size(), CsvReader::longestCell);
        QCOMPARE(row.cells[1].size(), CsvReader::longestCell);
        QVERIFY(reader.next(&row));
        QCOMPARE(row.cells.size(), CsvReader::mostCells);
        QVERIFY(reader.next(&row));
        QCOMPARE(row.cells, QStringList{QStringLiteral("b")});
        QCOMPARE(row.line, 3);
        QVERIFY(!reader.next(&row));
    }

    /// Each line opens a quote that only the end of the file disproves. Reading every row again from its second line
    /// would take 10^12 steps; this has to end, with every line but the swallowed ones as a row of its own.
    void staysLinear()
    {
        const qsizetype lines = 1'000'000;
        const QString text = QStringLiteral("x\",\"\n").repeated(lines);
        CsvReader reader(text, u',');
        CsvRow row;
        int rows = 0;
        while (reader.next(&row)) {
            QVERIFY(row.damaged);
            ++rows;
        }
        QVERIFY(rows > 1);
        QVERIFY(rows <= lines);
    }

    void agreesWithTheSpectrum_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf",
                                 "quotes_and_newlines", "simple", "simple_crlf", "utf8"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void agreesWithTheSpectrum()
    {
        QFETCH(QString, name);
        const QString csvPath = sharedMaterial(QStringLiteral("csv/csv-spectrum/csvs/") + name + QStringLiteral(".csv"));
        const QString jsonPath = sharedMaterial(QStringLiteral("csv/csv-spectrum/json/") + name + QStringLiteral(".json"));
        REQUIRE_SHARED_MATERIAL(csvPath);
        const QJsonArray expected = QJsonDocument::fromJson(readWhole(jsonPath)).array();
        QVERIFY(!expected.isEmpty());
        const QString text = QString::fromUtf8(readWhole(csvPath));
        CsvReader reader(text, u',');
        CsvRow row;
        QVERIFY(reader.next(&row));
        const QStringList header = row.cells;
        QJsonArray read;
        while (reader.next(&row)) {
            QVERIFY(!row.damaged);
            QJsonObject object;
            for (qsizetype i = 0; i < header.size(); ++i)
                object.insert(header[i], row.cells.value(i));
            read.append(object);
        }
        // The list was made on systems with either line end; inside of cells only the kind differs.
        const auto withoutReturns = [](const QJsonArray &array) {
            return QJsonDocument(array).toJson(QJsonDocument::Compact).replace("\\r\\n", "\\n");
        };
        QCOMPARE(withoutReturns(read), withoutReturns(expected));
    }
};

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
