#include "core/PhoneNumber.h"

#include <QtTest>
#include <map>

using namespace tallybridge;

class TestPhoneNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromInternational_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("digits"); // empty: none
        const auto row = [](const char *text, const char *digits) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(digits);
        };
        row("16174354634", "16174354634");
        row("+16174354634", "16174354634");
        row("1234567", "1234567");
        row("123456789012345", "123456789012345");
        row("123456", "");
        row("+123456", "");
        row("1234567890123456", "");
        row("", "");
        row("+", "");
        row("++16174354634", "");
        row("1617435463a", "");
        row(" 16174354634", "");
        row("1 6174354634", "");
        row("١٢٣٤٥٦٧٨", "");
        row("１６１７４３５４６３４", "");
    }

    void fromInternational()
    {
        QFETCH(QString, text);
        QFETCH(QString, digits);
        const auto number = PhoneNumber::fromInternational(text);
        QCOMPARE(number.has_value(), !digits.isEmpty());
        QCOMPARE(number.value_or(PhoneNumber()).digits(), digits);
    }

    void findIn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("digits");
        const auto row = [](const char *tag, const char *text, const char *digits) {
            QTest::newRow(tag) << QString::fromUtf8(text) << QString::fromLatin1(digits);
        };
        row("alone", "447911123456", "447911123456");
        row("behind the name", "Ann Lee 447911123456", "447911123456");
        row("in front of the name", "447911123456 Ann Lee", "447911123456");
        row("plus", "Ann +447911123456", "447911123456");
        row("brackets", "Ann (447911123456)", "447911123456");
        row("angle brackets", "Ann <447911123456>", "447911123456");
        row("quotes", "\"Ann 447911123456\"", "447911123456");
        row("comma", "Lee, Ann,447911123456", "447911123456");
        row("WhatsApp id", "447911123456@s.whatsapp.net", "447911123456");
        row("first of two", "447911123456 16174354634", "447911123456");
        row("short token first", "Agent 7 447911123456", "447911123456");
        row("no number", "Ann Lee", "");
        row("empty", "", "");
        row("glued to letters", "Ann447911123456", "");
        row("group id", "447911123456-1612345678@g.us", "");
        row("too long", "1234567890123456", "");
        row("dotted", "44.7911.123456", "");
        row("groups", "Ann +44 7911 123456", "447911123456");
        row("groups, then a name", "+1 617 4354634 Ann", "16174354634");
        row("groups in brackets", "Ann (+44 7911 123456)", "447911123456");
        row("bracket and hyphen", "Ann +1 (617) 435-4634, office", "16174354634");
        row("hyphens", "+1-617-435-4634", "16174354634");
        row("dots", "+44.7911.123456 Ann", "447911123456");
        row("trunk zero", "+44 (0)7911 123456", "447911123456");
        row("two whole numbers", "+447911123456 16174354634", "447911123456");
        row("another number behind the name", "+44 Ann 447911123456", "447911123456");
        row("plus alone", "+ 447911123456", "447911123456");
        row("too many groups", "+44 7911123456 7911123456", "");
        row("too few groups", "+44 79 Ann", "");
        row("a word behind the groups", "+44 7911 123456 2nd phone", "");
        row("a word glued to the groups", "+44 7911 123456b", "");
        row("a digit behind the groups", "+44 7911 123456 2", "");
        row("a digit behind the groups, then a name", "+44 7911 123456 2 Ann", "");
        row("direction marks", "\u202a447911123456\u202c", "447911123456");
        row("direction mark in front", "Ann \u200e+447911123456", "447911123456");
        row("no-break blank", "Ann\u00a0447911123456", "447911123456");
    }

    void findIn()
    {
        QFETCH(QString, text);
        QFETCH(QString, digits);
        QCOMPARE(PhoneNumber::findIn(text).value_or(PhoneNumber()).digits(), digits);
    }

    void longTextIsNoWork()
    {
        QVERIFY(!PhoneNumber::findIn(QString(5'000'000, u'1')));
        QVERIFY(!PhoneNumber::findIn(QStringLiteral("+1 2 ").repeated(500'000)));
    }

    void compares()
    {
        const auto a = *PhoneNumber::fromInternational(u"16174354634");
        QVERIFY(a == *PhoneNumber::fromInternational(u"+16174354634"));
        QVERIFY(a != *PhoneNumber::fromInternational(u"16174354635"));
        QVERIFY(PhoneNumber().isNull() && !a.isNull());
        std::map<PhoneNumber, int> sorted{{a, 1}, {PhoneNumber(), 0}};
        QCOMPARE(sorted.begin()->second, 0);
    }
};

QTEST_APPLESS_MAIN(TestPhoneNumber)
#include "tst_PhoneNumber.moc"
