#include "delivery/DeliveryName.h"

#include <QtTest>
#include <algorithm>
#include <vector>

using namespace tallybridge;

class TestDeliveryName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QDate>("date");
        QTest::addColumn<qint64>("number");
        QTest::addColumn<QString>("time");
        const auto row = [](const char *tag, const char *name, QDate date, qint64 number, const char *time) {
            QTest::newRow(tag) << QString::fromUtf8(name) << date << number << QString::fromUtf8(time);
        };
        row("plain", "202611030000-TeleMessage_12_1530.zip", QDate(2026, 11, 3), 12, "1530");
        row("case", "202611030000-telemessage_12_1530.ZIP", QDate(2026, 11, 3), 12, "1530");
        row("separated time", "202402290000-TeleMessage_0_2024-02-29T15:30_00.zip", QDate(2024, 2, 29), 0, "2024-02-29T15:30_00");
        row("large number", "202611030000-TeleMessage_000123456789012_1.zip", QDate(2026, 11, 3), 123456789012, "1");
    }

    void parses()
    {
        QFETCH(QString, name);
        const auto parsed = DeliveryName::parse(name);
        QVERIFY(parsed);
        QCOMPARE(parsed->name, name);
        QTEST(parsed->date, "date");
        QTEST(parsed->fileNumber, "number");
        QTEST(parsed->timeZipped, "time");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("name");
        const auto row = [](const char *tag, const QString &name) { QTest::newRow(tag) << name; };
        row("empty", QString());
        row("only the suffix", QStringLiteral(".zip"));
        row("path", QStringLiteral("a/202611030000-TeleMessage_12_1530.zip"));
        row("parent", QStringLiteral("../202611030000-TeleMessage_12_1530.zip"));
        row("path in the time", QStringLiteral("202611030000-TeleMessage_12_15/../30.zip"));
        row("backslash", QStringLiteral("202611030000-TeleMessage_12_15\\30.zip"));
        row("no such day", QStringLiteral("202611310000-TeleMessage_12_1530.zip"));
        row("no such month", QStringLiteral("202613010000-TeleMessage_12_1530.zip"));
        row("no placeholder", QStringLiteral("20261103-TeleMessage_12_1530.zip"));
        row("other placeholder", QStringLiteral("202611030001-TeleMessage_12_1530.zip"));
        row("no number", QStringLiteral("202611030000-TeleMessage__1530.zip"));
        row("negative number", QStringLiteral("202611030000-TeleMessage_-1_1530.zip"));
        row("huge number", QStringLiteral("202611030000-TeleMessage_99999999999999999999_1530.zip"));
        row("no time", QStringLiteral("202611030000-TeleMessage_12_.zip"));
        row("no time at all", QStringLiteral("202611030000-TeleMessage_12.zip"));
        row("part", QStringLiteral("202611030000-TeleMessage_12_1530.zip.part"));
        row("tmp", QStringLiteral("202611030000-TeleMessage_12_1530.zip.tmp"));
        row("line feed", QStringLiteral("202611030000-TeleMessage_12_1530.zip\n"));
        row("blank", QStringLiteral(" 202611030000-TeleMessage_12_1530.zip"));
        row("foreign digits", QStringLiteral("202611030000-TeleMessage_1\u0662_1530.zip"));
        row("foreign digit in the date", QStringLiteral("2026110\u06630000-TeleMessage_12_1530.zip"));
        row("overlong", QStringLiteral("202611030000-TeleMessage_12_") + QString(300, u'1') + QStringLiteral(".zip"));
        row("NUL", QStringLiteral("202611030000-TeleMessage_12_15") + QChar(0) + QStringLiteral("30.zip"));
    }

    void refuses()
    {
        QFETCH(QString, name);
        QVERIFY(!DeliveryName::parse(name));
    }

    void tellsANameWithAnImpossibleDate()
    {
        QVERIFY(DeliveryName::isMisdated(QStringLiteral("202513450000-TeleMessage_1_0300.zip")));
        QVERIFY(DeliveryName::isMisdated(QStringLiteral("202602300000-telemessage_1_0300.ZIP")));
        QVERIFY(!DeliveryName::isMisdated(QStringLiteral("202602280000-TeleMessage_1_0300.zip")));
        QVERIFY(!DeliveryName::isMisdated(QStringLiteral("202513450000-TeleMessage_1_0300.zip.part")));
        QVERIFY(!DeliveryName::isMisdated(QStringLiteral("202513450000-Telephone_1_0300.zip")));
    }

    void sortsOldestFirst()
    {
        const QStringList ordered{
            QStringLiteral("202512310000-TeleMessage_99_2.zip"), QStringLiteral("202601010000-TeleMessage_2_1.zip"),
            QStringLiteral("202601010000-TeleMessage_9_1.zip"),  QStringLiteral("202601010000-TeleMessage_10_1.zip"),
            QStringLiteral("202601010000-TeleMessage_10_2.zip"),
        };
        std::vector<DeliveryName> names;
        for (auto name = ordered.rbegin(); name != ordered.rend(); ++name)
            names.push_back(*DeliveryName::parse(*name));
        std::sort(names.begin(), names.end());
        QStringList sorted;
        for (const DeliveryName &name : names)
            sorted.append(name.name);
        QCOMPARE(sorted, ordered);
    }
};

QTEST_APPLESS_MAIN(TestDeliveryName)
#include "tst_DeliveryName.moc"
