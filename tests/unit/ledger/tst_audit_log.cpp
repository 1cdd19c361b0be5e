#include "LedgerSamples.h"

#include "ledger/AuditLog.h"
#include "ledger/SqlStatement.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace tallybridge;

class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto ledger = Ledger::open(m_folder->filePath(QStringLiteral("l.db")), Ledger::Mode::ReadWrite);
        NEED(ledger);
        m_ledger = std::move(*ledger);
    }

    void cleanup()
    {
        m_ledger.reset();
        m_folder.reset();
    }

    void startsWithZeros()
    {
        QCOMPARE(*AuditLog(*m_ledger).head(), QByteArray(32, '\0'));
        const auto verification = AuditLog(*m_ledger).verify();
        NEED(verification);
        QCOMPARE(verification->checked, 0);
        QVERIFY(!verification->brokenAt);
    }

    void hashesAsDocumented()
    {
        append(1);
        // The bytes of the header's description, written out once.
        const QByteArray settings = QByteArrayLiteral("{\"a\":1,\"b\":\"\xc3\xa9\"}");
        QByteArray bytes;
        const auto add = [&bytes](const QByteArray &field) { bytes += QByteArray(7, '\0') + char(field.size()) + field; };
        add("tallybridge-audit-1");
        add(QByteArray(32, '\0'));
        add("1");
        add("1790000000124");
        add("CONTOSO\\ann");
        add("act");
        add("1");
        add("{}");
        add(settings);
        const auto head = AuditLog(*m_ledger).head();
        NEED(head);
        QCOMPARE(head->toHex(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }

    void keepsEventsOldestFirst()
    {
        for (int i = 1; i <= 5; ++i)
            append(i);
        const auto all = AuditLog(*m_ledger).events();
        NEED(all);
        QCOMPARE(all->size(), std::size_t(5));
        for (std::size_t i = 0; i < 5; ++i) {
            const AuditEvent &event = (*all)[i];
            QCOMPARE(event.id, qint64(i) + 1);
            QCOMPARE(event.at, sampleTime(qint64(i) + 1));
            QCOMPARE(event.account, QStringLiteral("CONTOSO\\ann"));
            QCOMPARE(event.subject, QString::number(i + 1));
            QVERIFY(event.before.isEmpty());
            QCOMPARE(event.after.value(QLatin1String("b")).toString(), QStringLiteral("\u00e9"));
            QCOMPARE(event.previousHash, i == 0 ? QByteArray(32, '\0') : (*all)[i - 1].hash);
        }
        QCOMPARE(*AuditLog(*m_ledger).head(), all->back().hash);
        const auto page = AuditLog(*m_ledger).events(2, 2);
        NEED(page);
        QCOMPARE(page->size(), std::size_t(2));
        QCOMPARE(page->front().id, 3);
        QCOMPARE(AuditLog(*m_ledger).verify()->checked, 5);
        QVERIFY(!AuditLog(*m_ledger).verify()->brokenAt);
    }

    void holdsWithHostileText()
    {
        AuditEvent event;
        event.at = sampleTime();
        event.account = QStringLiteral("o'x\"; DROP TABLE audit;--");
        event.action = QString(QChar(0xd800)) + QLatin1String("half");
        event.subject = QString(QChar(0)) + QStringLiteral("nul \U0001F600 \u202e");
        event.after = {{QString(QChar(0xdc00)), QString(QChar(0xd801))}, {QStringLiteral("n"), 1e300}};
        NEED(appendEvent(event));
        NEED(appendEvent(event));
        const auto verification = AuditLog(*m_ledger).verify();
        NEED(verification);
        QCOMPARE(verification->checked, 2);
        QVERIFY(!verification->brokenAt);
        QCOMPARE(AuditLog(*m_ledger).events()->front().subject, event.subject);
    }

    void refusesToAppendOutsideATransaction()
    {
        AuditEvent event;
        event.at = sampleTime();
        EXPECT_FAILURE(AuditLog(*m_ledger).append(event), Internal);
        event.at = {};
        EXPECT_FAILURE(appendEvent(event), InvalidArgument);
    }

    void isRolledBackWithItsTransaction()
    {
        append(1);
        {
            auto transaction = Transaction::begin(*m_ledger);
            NEED(transaction);
            AuditEvent event;
            event.at = sampleTime();
            NEED(AuditLog(*m_ledger).append(event));
        }
        append(2);
        QCOMPARE(AuditLog(*m_ledger).events()->back().id, 2);
        QVERIFY(!AuditLog(*m_ledger).verify()->brokenAt);
    }

    void findsTampering_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<qint64>("brokenAt");
        const auto row = [](const char *name, const char *sql, qint64 at) { QTest::newRow(name) << QString::fromLatin1(sql) << at; };
        row("time", "UPDATE audit SET at = at + 1 WHERE id = 3", 3);
        row("account", "UPDATE audit SET account = 'bob' WHERE id = 3", 3);
        row("action", "UPDATE audit SET action = 'other' WHERE id = 1", 1);
        row("subject", "UPDATE audit SET subject = subject || ' ' WHERE id = 5", 5);
        row("between fields", "UPDATE audit SET action = 'actx', subject = '' WHERE id = 2", 2);
        row("before", "UPDATE audit SET before = '{ }' WHERE id = 2", 2);
        row("after", "UPDATE audit SET after = '{}' WHERE id = 2", 2);
        row("previous hash", "UPDATE audit SET previous_hash = zeroblob(32) WHERE id = 2", 2);
        row("hash", "UPDATE audit SET hash = zeroblob(32) WHERE id = 5", 5);
        row("first removed", "DELETE FROM audit WHERE id = 1", 2);
        row("middle removed", "DELETE FROM audit WHERE id = 3", 4);
        row("newest removed", "DELETE FROM audit WHERE id >= 4", 4);
        row("all removed", "DELETE FROM audit", 1);
        row("copied to the end",
            "INSERT INTO audit SELECT 6, at, account, action, subject, before, after, previous_hash, hash"
            " FROM audit WHERE id = 5",
            6);
        row("put before",
            "INSERT INTO audit SELECT 0, at, account, action, subject, before, after, previous_hash, hash"
            " FROM audit WHERE id = 1",
            0);
        row("swapped", "UPDATE audit SET id = -id WHERE id IN (2, 3)", -3);
    }

    void findsTampering()
    {
        QFETCH(QString, sql);
        QFETCH(qint64, brokenAt);
        for (int i = 1; i <= 5; ++i)
            append(i);
        SqlStatement change(*m_ledger, sql);
        NEED(change.run());
        const auto verification = AuditLog(*m_ledger).verify();
        NEED(verification);
        QVERIFY(verification->brokenAt.has_value());
        QCOMPARE(*verification->brokenAt, brokenAt);
    }

    void findsSwappedEvents()
    {
        for (int i = 1; i <= 5; ++i)
            append(i);
        for (const char *sql :
             {"UPDATE audit SET id = 100 WHERE id = 2", "UPDATE audit SET id = 2 WHERE id = 3", "UPDATE audit SET id = 3 WHERE id = 100"}) {
            SqlStatement change(*m_ledger, QLatin1String(sql));
            NEED(change.run());
        }
        QCOMPARE(AuditLog(*m_ledger).verify()->brokenAt.value_or(0), 2);
    }

private:
    Result<QByteArray> appendEvent(const AuditEvent &event)
    {
        auto transaction = Transaction::begin(*m_ledger);
        if (!transaction)
            return transaction.failure();
        const auto hash = AuditLog(*m_ledger).append(event);
        if (!hash)
            return hash;
        if (const auto done = transaction->commit(); !done)
            return done.failure();
        return hash;
    }

    void append(int number)
    {
        AuditEvent event;
        event.at = sampleTime(number);
        event.account = QStringLiteral("CONTOSO\\ann");
        event.action = QStringLiteral("act");
        event.subject = QString::number(number);
        event.after = {{QStringLiteral("b"), QStringLiteral("\u00e9")}, {QStringLiteral("a"), 1}};
        NEED(appendEvent(event));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
};

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_audit_log.moc"
