#include "message/AddressList.h"

#include <QtTest>

using namespace tallybridge;

class AddressListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QStringList>("entries"); // name|address

        const auto row = [](const char *name, const char *value, const QStringList &entries) {
            QTest::newRow(name) << QByteArray(value) << entries;
        };
        using L = QStringList;
        const auto s = [](const char *text) { return QString::fromUtf8(text); };
        row("documented default", "Ann Lee 447911123456 <ann@contoso.com>", L{s("Ann Lee 447911123456|ann@contoso.com")});
        row("number only name", "447911123456 <ann@contoso.com>", L{s("447911123456|ann@contoso.com")});
        row("bare address", "ann@contoso.com", L{s("|ann@contoso.com")});
        row("bare number", "447911123456", L{s("|447911123456")});
        row("words and address without brackets", "Ann 447911123456 ann@contoso.com", L{s("Ann 447911123456|ann@contoso.com")});
        row("several", "a@x.com, B <b@x.com>,c@x.com", L{s("|a@x.com"), s("B|b@x.com"), s("|c@x.com")});
        row("semicolons", "a@x.com; b@x.com", L{s("|a@x.com"), s("|b@x.com")});
        row("quoted comma", "\"Lee, Ann\" <a@x.com>, b@x.com", L{s("Lee, Ann|a@x.com"), s("|b@x.com")});
        row("unquoted comma", "Lee, Ann 447911123456 <a@x.com>", L{s("Lee, Ann 447911123456|a@x.com")});
        row("comma after a bare number", "447911123456, Ann <a@x.com>", L{s("|447911123456"), s("Ann|a@x.com")});
        row("words stay when nothing follows", "Ann, Bob", L{s("|Ann"), s("|Bob")});
        row("escaped quote", "\"A \\\"B\\\" C\" <a@x.com>", L{s("A \"B\" C|a@x.com")});
        row("one escaped quote", "\"5\\\" screen\" <a@x.com>, b@x.com", L{s("5\" screen|a@x.com"), s("|b@x.com")});
        row("quote that never closes", "\"Ann <a@x.com>, Bob <b@x.com>", L{s("\"Ann|a@x.com"), s("Bob|b@x.com")});
        row("three quotes", "\"Ann <a@x.com>, \"Bob\" <b@x.com>", L{s("\"Ann|a@x.com"), s("\"Bob\"|b@x.com")});
        row("local part in quotes", "\"ann b\"@x.com, c@x.com", L{s("|\"ann b\"@x.com"), s("|c@x.com")});
        row("comment is the name", "a@x.com (Ann Lee)", L{s("Ann Lee|a@x.com")});
        row("number with parentheses", "+49 (171) 30123456 <x@y.com>", L{s("+49 (171) 30123456|x@y.com")});
        row("number in parentheses", "John (12025550123) <x@y.com>", L{s("John (12025550123)|x@y.com")});
        row("number with parentheses behind a comma", "Lee, +1 (202) 555-0123 <x@y.com>", L{s("Lee, +1 (202) 555-0123|x@y.com")});
        row("comment behind the address", "Ann <x@y.com> (work)", L{s("Ann|x@y.com")});
        row("number with parentheses, no address", "+49 (171) 30123456", L{s("|+49 (171) 30123456")});
        row("number and a comment", "447911123456 (Ann)", L{s("Ann|447911123456")});
        row("number with parentheses and a bare address", "+49 (171) 30123456 x@y.com", L{s("+49 (171) 30123456|x@y.com")});
        row("nested comment", "a@x.com (Ann (Sales))", L{s("Ann (Sales)|a@x.com")});
        row("comment that never closes", "(Ann <a@x.com>, Bob <b@x.com>", L{s("(Ann|a@x.com"), s("Bob|b@x.com")});
        row("comments that do not pair", "((Ann) <a@x.com>, Bob <b@x.com>", L{s("((Ann)|a@x.com"), s("Bob|b@x.com")});
        row("angle that never closes", "Ann <a@x.com, Bob <b@x.com>", L{s("Ann|a@x.com"), s("Bob|b@x.com")});
        row("two angles without comma", "<a@x.com> <b@x.com>", L{s("|a@x.com"), s("|b@x.com")});
        row("angle in angle", "Ann <<a@x.com>>", L{s("Ann|a@x.com")});
        row("route", "Ann <@r1.com,@r2.com:a@x.com>", L{s("Ann|a@x.com")});
        row("group", "Sales: a@x.com, B <b@x.com>; c@x.com", L{s("|a@x.com"), s("B|b@x.com"), s("|c@x.com")});
        row("empty group", "undisclosed-recipients:;", L{});
        row("empty angle keeps the name", "Ann 447911123456 <>", L{s("Ann 447911123456|")});
        row("nothing at all", " , ,; <> ", L{});
        row("encoded word with a comma inside", "=?utf-8?Q?Lee=2C_Ann?= <a@x.com>", L{s("Lee, Ann|a@x.com")});
        row("raw UTF-8", "J\xC3\xB6rg <j@x.com>", L{s("J\xC3\xB6rg|j@x.com")});
        row("garbage", "@@@!! nobody ???", L{s("nobody ???|@@@!!")});
        row("number at WhatsApp", "447911123456@s.whatsapp.net", L{s("|447911123456@s.whatsapp.net")});
    }

    void splits()
    {
        QFETCH(QByteArray, value);
        QFETCH(QStringList, entries);
        QStringList found;
        for (const AddressEntry &entry : readAddressList(value))
            found.append(entry.displayName + u'|' + entry.address);
        QCOMPARE(found, entries);
    }

    /// Lists made to make a splitter look ahead again and again; a quadratic one would need hours.
    void staysLinear_data()
    {
        QTest::addColumn<QByteArray>("unit");
        for (const char *unit : {"(", "(,", "\",", "<", "<,", ":", "a@b:", ";", "(a)", "\\", "=?", "=?a?b?", "a,", "\"\\\"", "<@", ")("})
            QTest::newRow(unit) << QByteArray(unit);
    }

    void staysLinear()
    {
        QFETCH(QByteArray, unit);
        const QByteArray many = unit.repeated(1'000'000 / unit.size());
        readAddressList(many);
        readAddressList(QByteArray("a@" + many + ')'));
        readAddressList(QByteArray(many + "\")>"));
    }
};

QTEST_APPLESS_MAIN(AddressListTest)
#include "AddressListTest.moc"
