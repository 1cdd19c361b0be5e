#include "mapping/MappingEditor.h"

#include "mapping/MappingFile.h"

#include <QTest>

using namespace tallybridge;

class MappingEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writes_data();
    void writes();
    void keepsOtherLinesByteByByte();
    void refusesWhatItCannotRead();
};

namespace {

MappingAssignment assignment(const char *from = "")
{
    return {*PhoneNumber::fromInternational(u"447700900110"), *MailAddress::parse(u"toni@contoso.example"),
            QDate::fromString(QString::fromLatin1(from), Qt::ISODate)};
}

} // namespace

void MappingEditorTest::writes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("after");
    const QByteArray head = "External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until\r\n";
    const QByteArray plain = "External User ID,Microsoft 365 User Mailbox\r\n";
    const QByteArray other = "12025550106,pat@contoso.example,,\r\n";
    const QByteArray toni = "447700900110,toni@contoso.example,\r\n";
    QTest::newRow("empty file") << QByteArray() << QByteArray() << head + toni;
    QTest::newRow("new number") << head + other << QByteArray() << head + other + toni;
    QTest::newRow("no line end at the end") << head + other.chopped(2) << QByteArray() << head + other + toni;
    QTest::newRow("takes the place of what was there")
        << head + "447700900110,old@contoso.example,,\r\n" + other << QByteArray() << head + other + toni;
    QTest::newRow("from a day on")
        << head + "447700900110,old@contoso.example,,\r\n"
        << QByteArray("2025-03-05")
        << head + "447700900110,old@contoso.example,,2025-03-04\r\n447700900110,toni@contoso.example,2025-03-05\r\n";
    QTest::newRow("later lines go") << head + "447700900110,old@contoso.example,2025-04-01,\r\n"
                                    << QByteArray("2025-03-05") << head + "447700900110,toni@contoso.example,2025-03-05\r\n";
    QTest::newRow("closed lines stay")
        << head + "447700900110,old@contoso.example,,2025-01-31\r\n"
        << QByteArray("2025-03-05")
        << head + "447700900110,old@contoso.example,,2025-01-31\r\n447700900110,toni@contoso.example,2025-03-05\r\n";
    QTest::newRow("date columns are added") << plain + "12025550106,pat@contoso.example\r\n"
                                            << QByteArray("2025-03-05")
                                            << head + "12025550106,pat@contoso.example\r\n447700900110,toni@contoso.example,2025-03-05\r\n";
    QTest::newRow("no header, no dates") << QByteArray("12025550106;pat@contoso.example\n") << QByteArray()
                                         << QByteArray("12025550106;pat@contoso.example\n447700900110;toni@contoso.example\n");
    QTest::newRow("no header, but a date")
        << QByteArray("12025550106;pat@contoso.example\n") << QByteArray("2025-03-05")
        << QByteArray("External User ID;Microsoft 365 User Mailbox;Valid From;Valid Until\n12025550106;pat@contoso.example\n"
                      "447700900110;toni@contoso.example;2025-03-05\n");
}

void MappingEditorTest::writes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, after);
    const auto written = assignInMapping(before, QStringLiteral("m.csv"), {}, assignment(from.constData()));
    QVERIFY(written.ok());
    QCOMPARE(*written, after);
    // Doing it twice changes nothing more.
    QCOMPARE(*assignInMapping(*written, QStringLiteral("m.csv"), {}, assignment(from.constData())), after);
}

void MappingEditorTest::keepsOtherLinesByteByByte()
{
    const QByteArray before = "\xEF\xBB\xBFMailbox;Name;Mobile\n"
                              "\"pat@contoso.example\";\"Reyes; \"\"Pat\"\"\";+1 202 555 0106\n"
                              "\n"
                              "broken line;;\n"
                              "old@contoso.example;\"Toni; Marsh\";447700900110\n";
    const auto written = assignInMapping(before, QStringLiteral("m.csv"), {}, assignment("2025-03-05"));
    QVERIFY(written.ok());
    QCOMPARE(*written, QByteArray("\xEF\xBB\xBFMailbox;Name;Mobile;Valid From;Valid Until\n"
                                  "\"pat@contoso.example\";\"Reyes; \"\"Pat\"\"\";+1 202 555 0106\n"
                                  "\n"
                                  "broken line;;\n"
                                  "old@contoso.example;\"Toni; Marsh\";447700900110;;2025-03-04\n"
                                  "toni@contoso.example;;447700900110;2025-03-05\n"));
}

void MappingEditorTest::refusesWhatItCannotRead()
{
    const auto written = assignInMapping("a,b\r\nc,d\r\n", QStringLiteral("m.csv"), {}, assignment());
    QVERIFY(!written.ok());
    QCOMPARE(written.failure().code, FailureCode::MappingFileWithoutColumns);
}

QTEST_GUILESS_MAIN(MappingEditorTest)
#include "tst_mapping_editor.moc"
