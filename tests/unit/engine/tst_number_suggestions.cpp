#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

/// Mailboxes for a number as the directory has it, however it is typed there.
class TestNumberSuggestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        ConnectorSettings settings = m_engine->settings();
        settings.defaultRegion = QStringLiteral("GB");
        QVERIFY(m_engine->service().add(QStringLiteral("wa"), QStringLiteral("whatsapp"), settings).ok());
    }

    void readsNumbersAsPeopleTypeThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("suggested");
        QTest::newRow("international") << QStringLiteral("+44 7700 900123") << true;
        QTest::newRow("national") << QStringLiteral("07700 900 123") << true;
        QTest::newRow("brackets") << QStringLiteral("+44 (0)7700-900123") << true;
        QTest::newRow("bare") << QStringLiteral("447700900123") << true;
        QTest::newRow("another") << QStringLiteral("+44 7700 900124") << false;
        QTest::newRow("the same end elsewhere") << QStringLiteral("+1 617 490 0123") << false;
        QTest::newRow("extension only") << QStringLiteral("0123") << false;
        QTest::newRow("text") << QStringLiteral("ask the desk") << false;
        QTest::newRow("nothing") << QStringLiteral("") << false;
    }
    void readsNumbersAsPeopleTypeThem()
    {
        QFETCH(QString, typed);
        QFETCH(bool, suggested);
        m_engine->mailboxes->people = {{address("zoe@contoso.example"), QStringLiteral("Zoe"), {QStringLiteral("+1 212 555 0100"), typed}}};
        const auto found = m_engine->service().suggestMailboxes(QStringLiteral("wa"), number(), {});
        QVERIFY(found.ok());
        QCOMPARE(found->size(), size_t(suggested));
        if (suggested)
            QCOMPARE(found->front(), (NumberSuggestion{address("zoe@contoso.example"), QStringLiteral("Zoe"), typed}));
    }

    void namesEverybodyOnce()
    {
        const QStringList both{QStringLiteral("+447700900123"), QStringLiteral("07700900123")};
        m_engine->mailboxes->people = {{address("zoe@contoso.example"), {}, both}, {address("ann@contoso.example"), {}, both}};
        const auto found = m_engine->service().suggestMailboxes(QStringLiteral("wa"), number(), {});
        QVERIFY(found.ok());
        QCOMPARE(found->size(), size_t(2));
        QCOMPARE(found->front().mailbox, address("ann@contoso.example"));
    }

    void deliversNothingBecauseOfThem()
    {
        m_engine->mailboxes->people = {{address("zoe@contoso.example"), {}, {QStringLiteral("+447700900999")}}};
        QVERIFY(!m_engine->service().suggestMailboxes(QStringLiteral("nobody"), number(), {}).ok());
        QVERIFY(m_engine->mailboxes->mails.empty());
    }

private:
    static MailAddress address(const char *text) { return *MailAddress::parse(QString::fromLatin1(text)); }
    static PhoneNumber number() { return *PhoneNumber::fromInternational(QStringLiteral("447700900123")); }

    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestNumberSuggestions)
#include "tst_number_suggestions.moc"
