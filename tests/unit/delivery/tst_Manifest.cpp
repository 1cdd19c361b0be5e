#include "delivery/Manifest.h"

#include <QStringEncoder>
#include <QtTest>

using namespace tallybridge;

namespace {

QByteArray utf16(const QString &text, QStringConverter::Encoding encoding)
{
    QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
    return encoder(text);
}

} // namespace

class TestManifest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsCount_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("count"); // -1: none
        const auto row = [](const char *tag, const QByteArray &bytes, qint64 count) { QTest::newRow(tag) << bytes << count; };
        row("plain", "Count: 5\n", 5);
        row("no line end", "Count:5", 5);
        row("blanks", "  Count : 5  \r\n", 5);
        row("lower case", "count: 5\n", 5);
        row("tab", "COUNT\t:\t5\n", 5);
        row("zero", "Count: 0\n", 0);
        row("twice the same", "Count: 5\nCount: 5\n", 5);
        row("two that disagree", "Count: 5\nCount: 6\n", -1);
        row("three, the first two disagree", "Count: 5\nCount: 6\nCount: 6\n", -1);
        row("at the end", "a.eml\nb.eml\nCount: 2", 2);
        row("between", "a.eml\nCount: 2\nb.eml", 2);
        row("none", "a.eml\n", -1);
        row("empty", "", -1);
        row("no number", "Count: five\n", -1);
        row("negative", "Count: -5\n", -1);
        row("with more behind", "Count: 5 files\n", -1);
        row("too large", "Count: 99999999999999999999\n", -1);
        row("other word", "Discount: 5\n", -1);
        row("UTF-8 mark",
            "\xef\xbb\xbf"
            "Count: 5\n",
            5);
        row("UTF-16 LE", utf16(QStringLiteral("Count: 5\r\na.eml\r\n"), QStringConverter::Utf16LE), 5);
        row("UTF-16 BE", utf16(QStringLiteral("Count: 5\r\na.eml\r\n"), QStringConverter::Utf16BE), 5);
        row("old Macintosh line ends", "Count: 5\ra.eml\r", 5);
        row("foreign digits", "Count: \xd9\xa5\n", -1);
    }

    void readsCount()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, count);
        const Manifest manifest = Manifest::parse(bytes);
        QCOMPARE(manifest.count.value_or(-1), count);
        QCOMPARE(manifest.count.has_value(), count >= 0);
    }

    void readsNames_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("names");
        const auto row = [](const char *tag, const QByteArray &bytes, const QStringList &names) { QTest::newRow(tag) << bytes << names; };
        const QString a = QStringLiteral("a.eml");
        const QString b = QStringLiteral("b.eml");
        row("line feeds", "a.eml\nb.eml\n", {a, b});
        row("both line ends", "a.eml\r\nb.eml\r\n", {a, b});
        row("carriage returns", "a.eml\rb.eml", {a, b});
        row("empty lines", "\n\n a.eml\n\n\nb.eml \n\n", {a, b});
        row("each once", "a.eml\nb.eml\na.eml\n", {a, b});
        row("case of the name stays", "A.EML\na.eml\n", {QStringLiteral("A.EML"), a});
        row("quoted", "\"a.eml\"\n'b.eml'\n", {a, b});
        row("quoted with blanks", "\"my mail.eml\"\n", {QStringLiteral("my mail.eml")});
        row("trailing separators", "a.eml;\nb.eml,\t\n", {a, b});
        row("columns stay", "12\tabc\ta.eml\n", {QStringLiteral("12\tabc\ta.eml")});
        row("quoted last column", "12,\"a.eml\"\n", {QStringLiteral("12,\"a.eml\"")});
        row("UTF-8", "\xc3\xa9.eml\n", {QStringLiteral("é.eml")});
        row("ISO 8859-1", "\xe9.eml\n", {QStringLiteral("é.eml")});
        row("each line by itself", "\xe9.eml\n\xc3\xa9.eml\n\xe9.eml\n", {QStringLiteral("é.eml")});
        row("UTF-16", utf16(QStringLiteral("訊息.eml\r\na.eml"), QStringConverter::Utf16BE), {QStringLiteral("訊息.eml"), a});
        row("not a name", "a.eml.zip\nreadme\n.emlx\n", {});
        row("count is none", "Count: 1\n", {});
        row("NUL", QByteArray("a\0.eml\n", 7), {});
    }

    void readsNames()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, names);
        const Manifest manifest = Manifest::parse(bytes);
        QCOMPARE(manifest.names, names);
        QCOMPARE(manifest.omittedNames, 0);
    }

    void keepsNotes()
    {
        QByteArray bytes = "Version: 2\na.eml\n" + QByteArray(1'000'000, 'x') + "\n";
        const Manifest manifest = Manifest::parse(bytes);
        QCOMPARE(manifest.notes.size(), 2);
        QCOMPARE(manifest.notes[0], QStringLiteral("Version: 2"));
        QCOMPARE(manifest.notes[1], QString(200, u'x'));
        QCOMPARE(Manifest::parse(QByteArray("line\n").repeated(1000)).notes.size(), Manifest::maxNotes);
    }

    void hugeLineIsNoName()
    {
        const Manifest manifest = Manifest::parse(QByteArray(10'000'000, 'x') + ".eml\nCount: 1\na.eml\n");
        QCOMPARE(manifest.names, QStringList{QStringLiteral("a.eml")});
        QCOMPARE(*manifest.count, 1);
    }

    void limitsNames()
    {
        QByteArray bytes;
        for (int i = 0; i < Manifest::maxNames + 3; ++i)
            bytes += QByteArray::number(i) + ".eml\n";
        const Manifest manifest = Manifest::parse(bytes);
        QCOMPARE(manifest.names.size(), Manifest::maxNames);
        QCOMPARE(manifest.omittedNames, 3);
    }

    void offersReadings_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("readings");
        const auto row = [](const char *tag, const char *line, const QStringList &readings) {
            QTest::newRow(tag) << QString::fromUtf8(line) << readings;
        };
        row("name only", "a.eml", {QStringLiteral("a.eml")});
        row("blank in the name", "7 b.eml", {QStringLiteral("7 b.eml"), QStringLiteral("b.eml")});
        row("all separators", "1\t2,3;4|a.eml",
            {QStringLiteral("1\t2,3;4|a.eml"), QStringLiteral("2,3;4|a.eml"), QStringLiteral("3;4|a.eml"), QStringLiteral("4|a.eml"),
             QStringLiteral("a.eml")});
        row("runs of blanks", "1   a.eml", {QStringLiteral("1   a.eml"), QStringLiteral("a.eml")});
        row("quoted last field", "1,\"a b.eml\"", {QStringLiteral("1,\"a b.eml\""), QStringLiteral("a b.eml"), QStringLiteral("b.eml\"")});
    }

    void offersReadings()
    {
        QFETCH(QString, line);
        QTEST(Manifest::readings(line), "readings");
    }

    void readingsAreBounded()
    {
        const QStringList readings = Manifest::readings(QStringLiteral("x ").repeated(10'000) + QStringLiteral("a.eml"));
        QCOMPARE(readings.size(), 16);
        QCOMPARE(readings.last(), QStringLiteral("a.eml"));
    }
};

QTEST_APPLESS_MAIN(TestManifest)
#include "tst_Manifest.moc"
