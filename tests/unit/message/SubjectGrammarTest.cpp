#include "message/SubjectGrammar.h"

#include "message/BodyGrammar.h"

#include <QtTest>

using namespace tallybridge;
using Prefix = SubjectFacts::Prefix;
using Scope = Revision::Scope;
using Read = Revision::ReadState;

class SubjectGrammarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<int>("prefix");
        QTest::addColumn<int>("scope");
        QTest::addColumn<int>("read");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("receiver");
        QTest::addColumn<QString>("group");

        const auto row = [](const char *subject, Prefix prefix, Scope scope, Read read, const char *sender,
                            const char *receiver, const char *group) {
            QTest::newRow(subject) << QString::fromUtf8(subject) << int(prefix) << int(scope) << int(read)
                                   << QString::fromUtf8(sender) << QString::fromUtf8(receiver)
                                   << QString::fromUtf8(group);
        };
        const auto none = [&](const char *subject, const char *sender, const char *receiver, const char *group) {
            row(subject, Prefix::None, Scope::Unsaid, Read::Unsaid, sender, receiver, group);
        };
        none("WhatsApp Message From 16174354634 to 12124325249", "16174354634", "12124325249", "");
        none("WhatsApp message from 16174354634  to Sales Group", "16174354634", "Sales Group", "Sales Group");
        none("WhatsApp message from 13132613968 to broadcast group", "13132613968", "broadcast group",
             "broadcast group");
        none("whatsapp  MESSAGE\tfrom 13132613968 TO chat group Board", "13132613968", "chat group Board", "Board");
        none("Telegram message from 13132613968 to channel News", "13132613968", "channel News", "channel News");
        none("WhatsApp message from Ann Lee to Road to Rome", "Ann Lee", "Road to Rome", "Road to Rome");
        none("WhatsApp call from 13132613968 to 12124325249", "13132613968", "12124325249", "");
        none("Lunch from Bob's to go", "", "", "");
        none("Hello", "", "", "");
        none("", "", "", "");
        none("DELETED files in the archive", "", "", "");
        const char *n1 = "16174354634";
        const char *n2 = "12124325249";
        row("DELETED \xE2\x80\x93 READ WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted,
            Scope::Unsaid, Read::Read, n1, n2, "");
        row("DELETED \xE2\x80\x93 UNREAD - WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted,
            Scope::Unsaid, Read::Unread, n1, n2, "");
        row("DELETED \xE2\x80\x94 READ \xE2\x80\x94 WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted,
            Scope::Unsaid, Read::Read, n1, n2, "");
        row("DELETED - READ - WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted, Scope::Unsaid,
            Read::Read, n1, n2, "");
        // An en dash that went through windows-1252: U+00E2 U+20AC U+201C.
        row("DELETED \xC3\xA2\xE2\x82\xAC\xE2\x80\x9C READ \xC3\xA2\xE2\x82\xAC\xE2\x80\x9C WhatsApp Message From "
            "16174354634 to 12124325249",
            Prefix::Deleted, Scope::Unsaid, Read::Read, n1, n2, "");
        row("DELETED For Me - UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Deleted, Scope::ForMe,
            Read::Unknown, n1, "Sales", "Sales");
        row("DELETED For All - UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Deleted, Scope::ForAll,
            Read::Unknown, n1, "Sales", "Sales");
        row("DELETED For All UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Deleted, Scope::ForAll,
            Read::Unknown, n1, "Sales", "Sales");
        row("DELETED For All \xE2\x80\x93 READ WhatsApp message from 16174354634 to 12124325249", Prefix::Deleted,
            Scope::ForAll, Read::Read, n1, n2, "");
        row("DELETED \xE2\x80\x93 WhatsApp message from 16174354634 to 12124325249", Prefix::Deleted, Scope::Unsaid,
            Read::Unsaid, n1, n2, "");
        row("DELETED \xE2\x80\x93 READ \xE2\x80\x93 something else", Prefix::Deleted, Scope::Unsaid, Read::Read, "", "",
            "");
        row("EDIT \xE2\x80\x93 READ WhatsApp message from 16174354634 to 12124325249", Prefix::Edited, Scope::Unsaid,
            Read::Read, n1, n2, "");
        row("EDIT UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Edited, Scope::Unsaid, Read::Unknown, n1,
            "Sales", "Sales");
        row("edit-unread whatsapp message from 16174354634 to 12124325249", Prefix::Edited, Scope::Unsaid, Read::Unread,
            n1, n2, "");
    }

    void reads()
    {
        QFETCH(QString, subject);
        const SubjectFacts facts = readSubject(subject);
        QTEST(int(facts.prefix), "prefix");
        QTEST(int(facts.scope), "scope");
        QTEST(int(facts.readState), "read");
        QTEST(facts.sender, "sender");
        QTEST(facts.receiver, "receiver");
        QTEST(facts.group, "group");
    }

    void survivesHostileSubjects_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char *unit : {"a ", "from ", "to ", "message from ", "DELETED ", "- ", "EDIT READ "})
            QTest::newRow(unit) << QString::fromLatin1(unit);
    }

    void survivesHostileSubjects()
    {
        QFETCH(QString, unit);
        readSubject(unit.repeated(3900 / unit.size()));
        readSubject(QLatin1String("DELETED ") + unit.repeated(3900 / unit.size()));
        QVERIFY(!readSubject(unit.repeated(1'000'000)).isSentence());
    }

    void findsAboutId_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("id");
        QTest::newRow("deleted") << QStringLiteral("DELETED READ x\n\nOriginal Message (Msg ID - 3EB0-77 a)\n\nbye")
                                 << QStringLiteral("3EB0-77 a");
        QTest::newRow("deleted, en dash")
            << QStringLiteral("Original Message (Msg ID \u2013 77)") << QStringLiteral("77");
        QTest::newRow("edited") << QStringLiteral("Original Message ID: 99\nEdit ID - 100") << QStringLiteral("99");
        QTest::newRow("case and blanks") << QStringLiteral("  original message id :  99  ") << QStringLiteral("99");
        QTest::newRow("CRLF") << QStringLiteral("Original Message ID: 99\r\nEdit ID - 100\r\n") << QStringLiteral("99");
        QTest::newRow("none") << QStringLiteral("Original thinking") << QString();
        QTest::newRow("far down") << QString(QStringLiteral("x\n").repeated(50) +
                                             QStringLiteral("Original Message ID: 99"))
                                  << QString();
        QTest::newRow("inside a sentence") << QStringLiteral("He wrote Original Message ID: 99 yesterday") << QString();
        QTest::newRow("empty") << QString() << QString();
    }

    void findsAboutId()
    {
        QFETCH(QString, text);
        QTEST(aboutIdIn(text), "id");
    }
};

QTEST_APPLESS_MAIN(SubjectGrammarTest)
#include "SubjectGrammarTest.moc"
