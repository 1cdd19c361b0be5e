#include "LedgerSamples.h"

#include "ledger/KnownMailboxTable.h"

#include <QTemporaryDir>

#include <algorithm>

using namespace tallybridge;

/// What a directory answered, and how long that holds.
class TestKnownMailboxes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto ledger = Ledger::open(m_folder->filePath(QStringLiteral("l.db")), Ledger::Mode::ReadWrite);
        NEED(ledger);
        m_ledger = std::move(*ledger);
        const auto connector = ConnectorTable(*m_ledger).insert(sampleConnector(QStringLiteral("Main")));
        NEED(connector);
        m_connector = *connector;
        keep({{address("ann@a.example"), address("ann@b.example"), QStringLiteral("1"), true}, {address("none@a.example"), {}, {}, true}});
    }
    void cleanup()
    {
        m_ledger.reset();
        m_folder.reset();
    }

    void holdsForItsTime()
    {
        QCOMPARE(holding(m_now), (QStringList{QStringLiteral("ann@a.example ann@b.example 1"), QStringLiteral("none@a.example  ")}));
        QCOMPARE(holding(m_now, false), (QStringList{QStringLiteral("ann@a.example ann@b.example 1")}));
        QCOMPARE(holding(m_now.addSecs(3599)).size(), 2);
        QCOMPARE(holding(m_now.addSecs(3600)).size(), 1);
        QCOMPARE(holding(m_now.addSecs(12 * 3600 - 1)).size(), 1);
        QCOMPARE(holding(m_now.addSecs(12 * 3600)).size(), 0);
        // Kept while the clock was a day ahead.
        QCOMPARE(holding(m_now.addDays(-1)).size(), 0);
    }

    void isOfOneDirectory()
    {
        QCOMPARE(KnownMailboxTable(*m_ledger).holding(m_connector, QStringLiteral("other"), m_now, true)->size(), size_t(0));
        QCOMPARE(KnownMailboxTable(*m_ledger).holding(m_connector + 1, m_place, m_now, true)->size(), size_t(0));
    }

    void newAnswersReplaceOldOnes()
    {
        m_now = m_now.addSecs(1800);
        keep({{address("none@a.example"), address("new@a.example"), QStringLiteral("2"), true}, {address("ann@a.example"), {}, {}, false}});
        QCOMPARE(holding(m_now), (QStringList{QStringLiteral("none@a.example new@a.example 2")}));
        m_now = m_now.addDays(1);
        keep({});
        QCOMPARE(holding(m_now.addDays(-1)).size(), 0); // not even there any more
    }

private:
    static MailAddress address(const char *text) { return *MailAddress::parse(QString::fromLatin1(text)); }
    void keep(const std::vector<KnownMailbox> &known)
    {
        auto transaction = Transaction::begin(*m_ledger);
        NEED(transaction);
        NEED(KnownMailboxTable(*m_ledger).keep(m_connector, m_place, known, m_now));
        NEED(transaction->commit());
    }
    QStringList holding(const QDateTime &at, bool alsoNone = true)
    {
        QStringList lines;
        const auto known = KnownMailboxTable(*m_ledger).holding(m_connector, m_place, at, alsoNone);
        if (known) {
            for (const KnownMailbox &entry : *known)
                lines << entry.address.text() + QLatin1Char(' ') + entry.mailbox.text() + QLatin1Char(' ') + entry.id;
        }
        lines.sort();
        return lines;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
    qint64 m_connector = 0;
    const QString m_place = QStringLiteral("graph:contoso.example");
    QDateTime m_now = sampleTime();
};

QTEST_GUILESS_MAIN(TestKnownMailboxes)
#include "tst_known_mailboxes.moc"
