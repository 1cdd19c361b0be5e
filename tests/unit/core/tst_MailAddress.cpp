#include "core/MailAddress.h"

#include <QHash>
#include <QSet>
#include <QtTest>
#include <map>

using namespace tallybridge;

class TestMailAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address"); // empty: none
        const auto row = [](const char *tag, const QString &text, const char *address) {
            QTest::newRow(tag) << text << QString::fromUtf8(address);
        };
        row("plain", QStringLiteral("ann@contoso.com"), "ann@contoso.com");
        row("upper case", QStringLiteral("Ann.Lee@Contoso.COM"), "ann.lee@contoso.com");
        row("blanks around", QStringLiteral(" ann@contoso.com\t"), "ann@contoso.com");
        row("special characters", QStringLiteral("a.b+c_d-e!#$%&'*/=?^`{|}~@x-y.org"), "a.b+c_d-e!#$%&'*/=?^`{|}~@x-y.org");
        row("one label", QStringLiteral("ann@localhost"), "ann@localhost");
        row("not ASCII", QStringLiteral("Ünal@Bücher.example"), "ünal@bücher.example");
        row("emoji", QStringLiteral("a😀@contoso.com"), "a😀@contoso.com");
        row("longest local part", QString(64, u'a') + QStringLiteral("@b.c"), (std::string(64, 'a') + "@b.c").c_str());
        for (const char *bad : {"",
                                "@",
                                "ann",
                                "ann@",
                                "@contoso.com",
                                "a@b@c.com",
                                "ann@contoso..com",
                                "ann@.com",
                                "ann@contoso.com.",
                                "ann@-contoso.com",
                                "ann@contoso-.com",
                                ".ann@contoso.com",
                                "ann.@contoso.com",
                                "a..b@contoso.com",
                                "a b@contoso.com",
                                "a@con toso.com",
                                "<ann@contoso.com>",
                                "ann@contoso.com>",
                                "a,b@contoso.com",
                                "a;b@contoso.com",
                                "\"a\"@contoso.com",
                                "a\\b@contoso.com",
                                "ann@[127.0.0.1]",
                                "mailto:ann@contoso.com",
                                "ann@contoso.com/../x",
                                "a\u202e@contoso.com",
                                "a\u200b@contoso.com",
                                "ann@con\u202etoso.com"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << QString();
        row("local part too long", QString(65, u'a') + QStringLiteral("@b.c"), "");
        row("local part too long in octets", QString(33, u'é') + QStringLiteral("@b.c"), "");
        row("label too long", QStringLiteral("a@") + QString(64, u'b') + QStringLiteral(".c"), "");
        row("domain too long", QStringLiteral("a@") + QStringLiteral("b.").repeated(127) + u'c', "");
        row("NUL", QStringLiteral("a@b.c") + QChar(0), "");
        row("line feed", QStringLiteral("a\n@b.c"), "");
        row("very long", QString(1'000'000, u'a') + QStringLiteral("@b.c"), "");
    }

    void parses()
    {
        QFETCH(QString, text);
        QFETCH(QString, address);
        const auto parsed = MailAddress::parse(text);
        QCOMPARE(parsed.has_value(), !address.isEmpty());
        QCOMPARE(parsed.value_or(MailAddress()).text(), address);
    }

    void parts()
    {
        const auto address = *MailAddress::parse(u"Ann.Lee@Mail.Contoso.com");
        QCOMPARE(address.localPart(), u"ann.lee");
        QCOMPARE(address.domain(), u"mail.contoso.com");
        QVERIFY(!address.isNull());
        QVERIFY(MailAddress().isNull());
        QVERIFY(MailAddress().localPart().isEmpty());
        QVERIFY(MailAddress().domain().isEmpty());
        QVERIFY(!MailAddress().isUnderInvalid());
    }

    void underInvalid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("invalid");
        QTest::newRow("number") << QStringLiteral("447911123456@whatsapp.invalid") << true;
        QTest::newRow("top") << QStringLiteral("a@invalid") << true;
        QTest::newRow("upper case") << QStringLiteral("a@X.INVALID") << true;
        QTest::newRow("part of a label") << QStringLiteral("a@notinvalid") << false;
        QTest::newRow("in the middle") << QStringLiteral("a@invalid.com") << false;
        QTest::newRow("local part") << QStringLiteral("x.invalid@contoso.com") << false;
    }

    void underInvalid()
    {
        QFETCH(QString, text);
        QTEST(MailAddress::parse(text)->isUnderInvalid(), "invalid");
    }

    void compares()
    {
        const auto a = *MailAddress::parse(u"ann@contoso.com");
        QVERIFY(a == *MailAddress::parse(u"ANN@CONTOSO.COM"));
        const auto b = *MailAddress::parse(u"bob@contoso.com");
        QVERIFY(a < b && a != b);
        std::map<MailAddress, int> sorted{{b, 2}, {a, 1}};
        QCOMPARE(sorted.begin()->second, 1);
        const QSet<MailAddress> set{a, b, a};
        QCOMPARE(set.size(), 2);
    }
};

QTEST_APPLESS_MAIN(TestMailAddress)
#include "tst_MailAddress.moc"
