#include "mapping/MappingTable.h"

#include <QTest>

using namespace tallybridge;

namespace {

PhoneNumber number(const char *digits)
{
    return PhoneNumber::fromInternational(QString::fromLatin1(digits)).value();
}

MailAddress address(const char *text)
{
    return MailAddress::parse(QString::fromLatin1(text)).value();
}

QDate day(const QString &iso)
{
    return iso.isEmpty() ? QDate() : QDate::fromString(iso, Qt::ISODate);
}

} // namespace

class TestMappingTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksUpByDay_data()
    {
        QTest::addColumn<QString>("on");
        QTest::addColumn<QString>("mailbox");
        QTest::addColumn<bool>("ambiguous");
        const auto row = [](const char *on, const char *mailbox, bool ambiguous = false) {
            QTest::newRow(*on ? on : "no day") << QString::fromLatin1(on) << QString::fromLatin1(mailbox) << ambiguous;
        };
        row("2023-12-31", "old@contoso.example");
        row("2024-01-01", "ann@contoso.example");
        row("2024-06-30", "ann@contoso.example");
        row("2024-07-01", "");
        row("2024-07-31", "");
        row("2024-08-01", "bob@contoso.example");
        row("2024-08-30", "bob@contoso.example");
        row("2024-08-31", "", true);
        row("2024-09-01", "cat@contoso.example");
        row("9999-12-31", "cat@contoso.example");
        row("", "");
    }
    void looksUpByDay()
    {
        MappingTable table;
        const auto add = [&table](const char *mailbox, const char *from, const char *until) {
            table.add({number("447911123456"), address(mailbox), day(QString::fromLatin1(from)), day(QString::fromLatin1(until)), 1});
        };
        add("old@contoso.example", "", "2023-12-31");
        add("ann@contoso.example", "2024-01-01", "2024-06-30");
        add("bob@contoso.example", "2024-08-01", "2024-08-31");
        add("cat@contoso.example", "2024-08-31", "");
        QFETCH(QString, on);
        const auto found = table.lookup(number("447911123456"), day(on));
        QTEST(found.mailbox.text(), "mailbox");
        QTEST(found.ambiguous, "ambiguous");
        QVERIFY(table.lookup(number("447911123457"), day(on)).mailbox.isNull());
        QVERIFY(table.lookup(PhoneNumber(), day(on)).mailbox.isNull());
    }

    void saysTheSameTwiceWithoutDoubt()
    {
        MappingTable table;
        table.add({number("447911123456"), address("Ann@Contoso.example"), {}, {}, 1});
        table.add({number("447911123456"), address("ann@contoso.EXAMPLE"), day(QStringLiteral("2024-01-01")), {}, 2});
        const auto found = table.lookup(number("447911123456"), QDate(2024, 5, 5));
        QVERIFY(!found.ambiguous);
        QCOMPARE(found.mailbox.text(), QStringLiteral("ann@contoso.example"));
        QCOMPARE(table.lookup(number("447911123456"), QDate()).mailbox.text(), QStringLiteral("ann@contoso.example"));
    }

    void staysAmbiguousWithAThird()
    {
        MappingTable table;
        for (const char *mailbox : {"a@x.example", "b@x.example", "a@x.example"})
            table.add({number("447911123456"), address(mailbox), {}, {}, 1});
        QVERIFY(table.lookup(number("447911123456"), QDate(2024, 5, 5)).ambiguous);
        QVERIFY(table.lookup(number("447911123456"), QDate(2024, 5, 5)).mailbox.isNull());
        QCOMPARE(table.entries().size(), 3u);
        QVERIFY(!table.isEmpty());
        QVERIFY(MappingTable().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestMappingTable)
#include "tst_mapping_table.moc"
