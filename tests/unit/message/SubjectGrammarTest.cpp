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

        const auto row = [](const char *subject, Prefix prefix, Scope scope, Read read, const char *sender, const char *receiver,
                            const char *group) {
            QTest::newRow(subject) << QString::fromUtf8(subject) << int(prefix) << int(scope) << int(read) << QString::fromUtf8(sender)
                                   << QString::fromUtf8(receiver) << QString::fromUtf8(group);
        };
        const auto none = [&](const char *subject, const char *sender, const char *receiver, const char *group) {
            row(subject, Prefix::None, Scope::Unsaid, Read::Unsaid, sender, receiver, group);
        };
        none("WhatsApp Message From 16174354634 to 12124325249", "16174354634", "12124325249", "");
        none("WhatsApp message from 16174354634  to Sales Group", "16174354634", "Sales Group", "Sales Group");
        none("WhatsApp message from 13132613968 to broadcast group", "13132613968", "broadcast group", "broadcast group");
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
        row("DELETED \xE2\x80\x93 READ WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted, Scope::Unsaid, Read::Read, n1,
            n2, "");
        row("DELETED \xE2\x80\x93 UNREAD - WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted, Scope::Unsaid, Read::Unread,
            n1, n2, "");
        row("DELETED \xE2\x80\x94 READ \xE2\x80\x94 WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted, Scope::Unsaid,
            Read::Read, n1, n2, "");
        row("DELETED - READ - WhatsApp Message From 16174354634 to 12124325249", Prefix::Deleted, Scope::Unsaid, Read::Read, n1, n2, "");
        // An en dash that went through windows-1252: U+00E2 U+20AC U+201C.
        row("DELETED \xC3\xA2\xE2\x82\xAC\xE2\x80\x9C READ \xC3\xA2\xE2\x82\xAC\xE2\x80\x9C WhatsApp Message From "
            "16174354634 to 12124325249",
            Prefix::Deleted, Scope::Unsaid, Read::Read, n1, n2, "");
        row("DELETED For Me - UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Deleted, Scope::ForMe, Read::Unknown, n1,
            "Sales", "Sales");
        row("DELETED For All - UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Deleted, Scope::ForAll, Read::Unknown, n1,
            "Sales", "Sales");
        row("DELETED For All UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Deleted, Scope::ForAll, Read::Unknown, n1,
            "Sales", "Sales");
        row("DELETED For All \xE2\x80\x93 READ WhatsApp message from 16174354634 to 12124325249", Prefix::Deleted, Scope::ForAll,
            Read::Read, n1, n2, "");
        row("DELETED \xE2\x80\x93 WhatsApp message from 16174354634 to 12124325249", Prefix::Deleted, Scope::Unsaid, Read::Unsaid, n1, n2,
            "");
        row("DELETED \xE2\x80\x93 READ \xE2\x80\x93 something else", Prefix::Deleted, Scope::Unsaid, Read::Read, "", "", "");
        row("EDIT \xE2\x80\x93 READ WhatsApp message from 16174354634 to 12124325249", Prefix::Edited, Scope::Unsaid, Read::Read, n1, n2,
            "");
        row("EDIT UNKNOWN WhatsApp message from 16174354634 to Sales", Prefix::Edited, Scope::Unsaid, Read::Unknown, n1, "Sales", "Sales");
        row("edit-unread whatsapp message from 16174354634 to 12124325249", Prefix::Edited, Scope::Unsaid, Read::Unread, n1, n2, "");
        for (const char *dash :
             {"-", " - ", "\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95", "\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C",
              "\xC3\xA2\xE2\x82\xAC\xE2\x80\x9D", "\xC3\xA2\xE2\x82\xAC\xC2\x93", "\xC3\xA2\xE2\x82\xAC\xC2\x94"}) {
            const QByteArray sentence = "WhatsApp message from 16174354634 to Sales";
            row(QByteArray("DELETED For All" + QByteArray(dash) + "READ" + dash + sentence).constData(), Prefix::Deleted, Scope::ForAll,
                Read::Read, n1, "Sales", "Sales");
            row(QByteArray("DELETED For Me" + QByteArray(dash) + sentence).constData(), Prefix::Deleted, Scope::ForMe, Read::Unsaid, n1,
                "Sales", "Sales");
        }
        // A non-breaking hyphen, two dashes and half a garbled dash are no dashes.
        none("EDIT\xE2\x80\x91READ message from 16174354634 to Sales", "16174354634", "Sales", "Sales");
        row("EDIT -- READ message from 16174354634 to Sales", Prefix::Edited, Scope::Unsaid, Read::Unsaid, n1, "Sales", "Sales");
        none("EDIT\xC3\xA2\xE2\x82\xACREAD note from 16174354634 to Sales", n1, "Sales", "Sales");

        row("deleted for everyone unread message from 16174354634 to Sales", Prefix::Deleted, Scope::ForAll, Read::Unread, n1, "Sales",
            "Sales");
        row("DELETED For Everyone - message from 16174354634 to Sales", Prefix::Deleted, Scope::ForAll, Read::Unsaid, n1, "Sales", "Sales");
        row("DELETED For Mexico message from 16174354634 to Sales", Prefix::Deleted, Scope::Unsaid, Read::Unsaid, n1, "Sales", "Sales");
        row("DELETED ForMe - message from 16174354634 to Sales", Prefix::Deleted, Scope::Unsaid, Read::Unsaid, n1, "Sales", "Sales");
        row("EDITED - READ message from 16174354634 to Sales", Prefix::Edited, Scope::Unsaid, Read::Read, n1, "Sales", "Sales");
        row("Edited message from 16174354634 to Sales", Prefix::Edited, Scope::Unsaid, Read::Unsaid, n1, "Sales", "Sales");
        row("EDIT For Me - message from 16174354634 to Sales", Prefix::Edited, Scope::Unsaid, Read::Unsaid, n1, "Sales", "Sales");
        none("EDITS message from 16174354634 to Sales", n1, "Sales", "Sales");
        none("DELETEDREAD message from 16174354634 to Sales", n1, "Sales", "Sales");
        none("Was DELETED - READ message from 16174354634 to Sales", n1, "Sales", "Sales");

        // A read state is a whole word, and a letter outside ASCII ends a word.
        row("DELETED READY message from 16174354634 to Sales", Prefix::Deleted, Scope::Unsaid, Read::Unsaid, n1, "Sales", "Sales");
        row("DELETED READ_ message from 16174354634 to Sales", Prefix::Deleted, Scope::Unsaid, Read::Unsaid, n1, "Sales", "Sales");
        row("DELETED READ\xC3\xA9 message from 16174354634 to Sales", Prefix::Deleted, Scope::Unsaid, Read::Read, n1, "Sales", "Sales");
        row("DELETED UNREAD", Prefix::Deleted, Scope::Unsaid, Read::Unread, "", "", "");
        // The Kelvin sign and the long s are another case of k and s.
        row("DELETED UN\xE2\x84\xAANOWN me\xC5\xBFsage from 16174354634 to Sales", Prefix::Deleted, Scope::Unsaid, Read::Unknown, n1,
            "Sales", "Sales");

        // Without a read state, only the word "from" makes a prefix of it.
        row("DELETED files from the archive", Prefix::Deleted, Scope::Unsaid, Read::Unsaid, "", "", "");
        row("DELETED from Ann", Prefix::Deleted, Scope::Unsaid, Read::Unsaid, "", "", "");
        row("EDIT the away-from-home list", Prefix::Edited, Scope::Unsaid, Read::Unsaid, "", "", "");
        none("EDIT the fromage and the _from list", "", "", "");
        none("DELETED For Me - ", "", "", "");
        none("DELETED", "", "", "");

        // The event is a whole last word before "from"; "from" follows one to six words, "to" one to twelve.
        none("A_message from Ann to Bob", "", "", "");
        none("Instamessage from Ann to Bob", "", "", "");
        none("Voice-message from Ann to Bob", "Ann", "Bob", "Bob");
        none("message tone from Ann to Bob", "", "", "");
        none("sticker from from to to to", "from", "to to", "to to");
        none("Message from Ann from chat from Bob to Eve", "Ann from chat from Bob", "Eve", "Eve");
        none("Note from to Bob", "", "", "");
        none("Note from Ann to", "", "", "");
        none("message from Ann", "", "", "");
        none("1 2 3 4 5 message from Ann to Bob", "Ann", "Bob", "Bob");
        none("1 2 3 4 5 6 message from Ann to Bob", "", "", "");
        none("call from 1 2 3 4 5 6 7 8 9 10 11 12 to Bob", "1 2 3 4 5 6 7 8 9 10 11 12", "Bob", "Bob");
        none("call from 1 2 3 4 5 6 7 8 9 10 11 12 13 to Bob", "", "", "");
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

    void refusesHalfACharacter()
    {
        const QChar half(0xD83D);
        const QString subject = QStringLiteral("DELETED - READ message from Ann to Bob");
        QVERIFY(readSubject(subject).isSentence());
        const SubjectFacts facts = readSubject(QString(subject + half));
        QVERIFY(!facts.isSentence());
        QCOMPARE(int(facts.prefix), int(Prefix::None));
        QCOMPARE(aboutIdIn(QString(QStringLiteral("Original Message ID: 9") + half)), QString());
        QCOMPARE(aboutIdIn(QString(QString(half) + QStringLiteral("\nOriginal Message ID: 9"))), QStringLiteral("9"));
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
        QTest::newRow("deleted, en dash") << QStringLiteral("Original Message (Msg ID \u2013 77)") << QStringLiteral("77");
        QTest::newRow("edited") << QStringLiteral("Original Message ID: 99\nEdit ID - 100") << QStringLiteral("99");
        QTest::newRow("case and blanks") << QStringLiteral("  original message id :  99  ") << QStringLiteral("99");
        QTest::newRow("CRLF") << QStringLiteral("Original Message ID: 99\r\nEdit ID - 100\r\n") << QStringLiteral("99");
        QTest::newRow("none") << QStringLiteral("Original thinking") << QString();
        QTest::newRow("far down") << QString(QStringLiteral("x\n").repeated(50) + QStringLiteral("Original Message ID: 99")) << QString();
        QTest::newRow("inside a sentence") << QStringLiteral("He wrote Original Message ID: 99 yesterday") << QString();
        QTest::newRow("empty") << QString() << QString();
        for (const char16_t dash : {u'-', u':', u'\u2012', u'\u2013', u'\u2014', u'\u2015'}) {
            QTest::addRow("deleted, %04x", unsigned(dash))
                << QString(QStringLiteral("ORIGINAL\tmessage(msg  id") + QChar(dash) + QStringLiteral("a) b ) )\v\r"))
                << QStringLiteral("a) b )");
            QTest::addRow("edited, %04x", unsigned(dash))
                << QString(QStringLiteral("Original Message ID") + QChar(dash) + QStringLiteral("-9(9\t\f")) << QStringLiteral("-9(9");
        }
        const auto row = [](const char *name, const QString &text, const QString &id = {}) { QTest::newRow(name) << text << id; };
        row("long s", QStringLiteral("Original Me\u017F\u017Fage (M\u017Fg ID - 7)"), QStringLiteral("7"));
        row("first of two", QStringLiteral("Original Message ID: 1\nOriginal Message (Msg ID - 2)"), QStringLiteral("1"));
        row("line 20", QString(QStringLiteral("\n").repeated(19) + QStringLiteral("Original Message ID: 9")), QStringLiteral("9"));
        row("line 21", QString(QStringLiteral("\n").repeated(20) + QStringLiteral("Original Message ID: 9")));
        const QString edited = QStringLiteral("Original Message ID: ");
        row("500 characters", edited.leftJustified(500, u'9'), QString(500 - edited.size(), u'9'));
        row("501 characters", edited.leftJustified(501, u'9'));
        row("deleted, no id", QStringLiteral("Original Message (Msg ID -)"));
        row("deleted, blanks for an id", QStringLiteral("Original Message (Msg ID -  )"));
        row("deleted, no bracket", QStringLiteral("Original Message (Msg ID - 7"));
        row("deleted, words behind", QStringLiteral("Original Message (Msg ID - 7) yesterday"));
        row("deleted, hard blank behind", QStringLiteral("Original Message (Msg ID - 7)\u00A0"));
        row("deleted, no dash", QStringLiteral("Original Message (Msg ID 7)"));
        row("deleted, one word", QStringLiteral("Original Message (MsgID - 7)"));
        row("edited, no id", QStringLiteral("Original Message ID: "));
        row("edited, two words", QStringLiteral("Original Message ID: 9 9"));
        row("edited, one word", QStringLiteral("Original MessageID: 9"));
        row("edited, hard blank", QStringLiteral("Original Message ID: 9\u00A09"), QStringLiteral("9\u00A09"));
        row("hard blank between words", QStringLiteral("Original\u00A0Message ID: 9"));
    }

    void findsAboutId()
    {
        QFETCH(QString, text);
        QTEST(aboutIdIn(text), "id");
    }
};

QTEST_APPLESS_MAIN(SubjectGrammarTest)
#include "SubjectGrammarTest.moc"
