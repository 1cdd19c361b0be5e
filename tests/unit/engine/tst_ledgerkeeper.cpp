#include "core/Sha256.h"
#include "support/TestEngine.h"

#include <QTest>

using namespace tallybridge;
using namespace tallybridge::test;

class TestLedgerKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_engine = std::make_unique<TestEngine>();
        m_engine->addConnector();
    }

    void aRestoreSaysWhatItPutAside()
    {
        auto service = m_engine->service();
        QVERIFY(service.backupLedger(backup()).ok());
        QVERIFY(service.remove(QStringLiteral("wa")).ok());
        const QByteArray formerHead = service.auditEvents(0, 0)->back().hash;
        QFile file(backup());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray sha256 = Sha256::of(file.readAll());

        const auto kept = service.restoreLedger(backup());
        QVERIFY(kept.ok());
        QVERIFY(QFile::exists(*kept));
        const AuditEvent event = service.auditEvents(0, 0)->back();
        QCOMPARE(event.action, QStringLiteral("ledger-restored"));
        QCOMPARE(event.before, (QJsonObject{{QStringLiteral("audit_head"), QString::fromLatin1(formerHead.toHex())}}));
        QCOMPARE(event.after, (QJsonObject{{QStringLiteral("file"), backup()},
                                           {QStringLiteral("sha256"), QString::fromLatin1(sha256.toHex())},
                                           {QStringLiteral("kept"), *kept}}));
        QVERIFY(event.previousHash != formerHead);
        QVERIFY(!service.verifyAudit()->brokenAt);
    }

    void aRestoreOverADamagedLedgerKnowsNoHead()
    {
        auto service = m_engine->service();
        QVERIFY(service.backupLedger(backup()).ok());
        QFile ledger(m_engine->context().ledgerPath());
        QVERIFY(ledger.open(QIODevice::WriteOnly));
        ledger.write("no database any more");
        ledger.close();
        QVERIFY(service.restoreLedger(backup()).ok());
        QVERIFY(service.auditEvents(0, 0)->back().before.value(QLatin1String("audit_head")).isNull());
    }

private:
    QString backup() const { return m_engine->root() + QLatin1String("/backup.sqlite"); }

    std::unique_ptr<TestEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestLedgerKeeper)
#include "tst_ledgerkeeper.moc"
