#include "LedgerSamples.h"

#include "ledger/AuditLog.h"
#include "ledger/FindingTable.h"
#include "ledger/RunTable.h"
#include "ledger/SqlStatement.h"

#include <QTemporaryDir>

using namespace tallybridge;

/// Connectors, runs, deliveries and findings.
class TestLedgerTables : public QObject
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
    }

    void cleanup()
    {
        m_ledger.reset();
        m_folder.reset();
    }

    void keepsConnectors_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << QStringLiteral("Contoso");
        QTest::newRow("quotes") << QStringLiteral("O'Brien \"and\" `sons`; DROP TABLE connectors;--");
        QTest::newRow("emoji") << QStringLiteral("\U0001F4AC \u5171\u540C");
        QTest::newRow("placeholder") << QStringLiteral("a ? :b %1 $c @d");
        QTest::newRow("percent") << QStringLiteral("100%_");
    }

    void keepsConnectors()
    {
        QFETCH(QString, name);
        ConnectorTable table(*m_ledger);
        ConnectorRecord record = sampleConnector(name);
        record.settings.insert(QStringLiteral("limit"), 10485760);
        record.nextDue = sampleTime(5);
        record.needsReadBack = false;
        const auto id = table.insert(record);
        NEED(id);
        record.id = *id;
        const auto found = table.find(name);
        NEED(found);
        QVERIFY(*found == record);
        record.name = name + QLatin1String("2");
        record.nextDue = {};
        record.needsReadBack = true;
        NEED(table.update(record));
        EXPECT_FAILURE(table.find(name), ConnectorNotFound);
        const auto again = table.find(record.name);
        NEED(again);
        QVERIFY(*again == record);
        const auto all = table.all();
        NEED(all);
        QCOMPARE(all->size(), std::size_t(2));
    }

    void connectorNamesAreUniqueWithoutRegardToCase()
    {
        ConnectorTable table(*m_ledger);
        EXPECT_FAILURE(table.insert(sampleConnector(QStringLiteral("mAIN"))), ConnectorNameTaken);
        NEED(table.insert(sampleConnector(QStringLiteral("\u00c9t\u00e9 \u0416"))));
        EXPECT_FAILURE(table.insert(sampleConnector(QStringLiteral("E\u0301T\u00c9 \u0436"))), ConnectorNameTaken);
        const auto second = table.insert(sampleConnector(QStringLiteral("Second")));
        NEED(second);
        ConnectorRecord record = sampleConnector(QStringLiteral("MAIN"));
        record.id = *second;
        const auto taken = table.update(record);
        EXPECT_FAILURE(taken, ConnectorNameTaken);
        QCOMPARE(taken.failure().arguments, QStringList{QStringLiteral("MAIN")});
        record.name = QStringLiteral("SECOND");
        NEED(table.update(record));
        record.id = 999;
        record.name = QStringLiteral("Third");
        EXPECT_FAILURE(table.update(record), ConnectorNotFound);
    }

    void removalTakesEverythingButTheAudit()
    {
        RunTable runs(*m_ledger);
        RunRecord run;
        run.connectorId = m_connector;
        const auto runId = runs.insert(run);
        NEED(runId);
        NEED(runs.addNote(*runId, QStringLiteral("n"), {}));
        const auto delivery = DeliveryTable(*m_ledger).insert(sampleDelivery(m_connector));
        NEED(delivery);
        NEED(FindingTable(*m_ledger).replace(m_connector, QStringLiteral("k"), {QStringLiteral("s")}, sampleTime()));
        {
            ItemTable items(*m_ledger);
            const auto item = items.insertItem(sampleItem(m_connector, *delivery, 1));
            NEED(item);
            CopyRecord copy;
            copy.itemId = *item;
            copy.outcome = Outcome::Failed;
            copy.reason = FailureReason::Unmapped;
            const auto copyId = items.insertCopy(copy);
            NEED(copyId);
            copy.id = *copyId;
            NEED(items.addRunFailure(*runId, copy));
            NEED(items.addArchiveKey(m_connector, sampleMailbox("a@b.c"), sampleKey(1), false));

            auto transaction = Transaction::begin(*m_ledger);
            NEED(transaction);
            AuditEvent event;
            event.at = sampleTime();
            event.action = QStringLiteral("connector-removed");
            NEED(AuditLog(*m_ledger).append(event));
            NEED(ConnectorTable(*m_ledger).remove(m_connector));
            NEED(transaction->commit());

            // Ids are never given again: the audit speaks of them.
            const auto next = ConnectorTable(*m_ledger).insert(sampleConnector(QStringLiteral("Next")));
            NEED(next);
            QVERIFY(*next > m_connector);
            const auto nextDelivery = DeliveryTable(*m_ledger).insert(sampleDelivery(*next));
            NEED(nextDelivery);
            const auto nextItem = items.insertItem(sampleItem(*next, *nextDelivery, 1));
            NEED(nextItem);
            copy.itemId = *nextItem;
            const auto nextCopy = items.insertCopy(copy);
            NEED(nextCopy);
            QVERIFY(*nextCopy > *copyId);
            NEED(ConnectorTable(*m_ledger).remove(*next));
            EXPECT_FAILURE(ConnectorTable(*m_ledger).remove(*next), ConnectorNotFound);
        }
        for (const char *table :
             {"connectors", "runs", "run_notes", "deliveries", "items", "copies", "run_failures", "archive_keys", "findings"}) {
            QCOMPARE(rows(QLatin1String(table)), 0);
        }
        QCOMPARE(rows(QLatin1String("audit")), 1);
        QVERIFY(!AuditLog(*m_ledger).verify()->brokenAt);
    }

    void keepsRuns()
    {
        RunTable runs(*m_ledger);
        RunRecord run;
        run.connectorId = m_connector;
        run.kind = RunKind::Retry;
        run.started = sampleTime();
        const auto id = runs.insert(run);
        NEED(id);
        run.id = *id;
        run.state = RunState::WithFailures;
        run.finished = sampleTime(9);
        run.sums = {10, 4, 1, 2, 3, 1, {{FailureReason::Unmapped, 2}, {FailureReason::Cancelled, 1}}};
        run.errorCode = QStringLiteral("disk-full");
        run.errorArguments = QStringLiteral("[\"/x\"]");
        NEED(runs.update(run));
        const auto found = runs.find(*id);
        NEED(found);
        QVERIFY(found->has_value());
        QCOMPARE((*found)->connectorId, m_connector);
        QCOMPARE((*found)->kind, run.kind);
        QCOMPARE((*found)->state, run.state);
        QCOMPARE((*found)->started, run.started);
        QCOMPARE((*found)->finished, run.finished);
        QVERIFY((*found)->sums == run.sums);
        QCOMPARE((*found)->errorCode, run.errorCode);
        QCOMPARE((*found)->errorArguments, run.errorArguments);
        const auto none = runs.find(*id + 1);
        NEED(none);
        QVERIFY(!none->has_value());
        run.id = *id + 1;
        EXPECT_FAILURE(runs.update(run), RunNotFound);
    }

    void listsRunsNewestFirstAndMarksInterruptedOnes()
    {
        const auto other = ConnectorTable(*m_ledger).insert(sampleConnector(QStringLiteral("Other")));
        NEED(other);
        RunTable runs(*m_ledger);
        RunRecord run;
        std::vector<qint64> ids;
        for (int i = 0; i < 5; ++i) {
            run.connectorId = m_connector;
            run.state = i == 1 ? RunState::Succeeded : RunState::Running;
            const auto id = runs.insert(run);
            NEED(id);
            ids.push_back(*id);
            run.connectorId = *other;
            NEED(runs.insert(run));
        }
        QCOMPARE((*runs.newest(m_connector))->id, ids.back());
        const auto two = runs.ofConnector(m_connector, 2);
        NEED(two);
        QCOMPARE(two->size(), std::size_t(2));
        QCOMPARE((*two)[0].id, ids[4]);
        QCOMPARE((*two)[1].id, ids[3]);
        const auto marked = runs.markInterrupted(m_connector, sampleTime(3));
        NEED(marked);
        QCOMPARE(*marked, 4);
        const auto all = runs.ofConnector(m_connector);
        NEED(all);
        QCOMPARE(all->size(), std::size_t(5));
        for (const RunRecord &record : *all) {
            QCOMPARE(record.state, record.id == ids[1] ? RunState::Succeeded : RunState::Interrupted);
            QCOMPARE(record.finished.isValid(), record.id != ids[1]);
        }
        QCOMPARE((*runs.newest(*other))->state, RunState::Running);
    }

    void keepsTheSameNoteOnce()
    {
        RunTable runs(*m_ledger);
        RunRecord run;
        run.connectorId = m_connector;
        const auto id = runs.insert(run);
        NEED(id);
        const QStringList arguments{QStringLiteral("a\"b'c"), QString(), QStringLiteral("\U0001F600")};
        NEED(runs.addNote(*id, QStringLiteral("z"), arguments));
        NEED(runs.addNote(*id, QStringLiteral("a"), {}));
        NEED(runs.addNote(*id, QStringLiteral("z"), arguments));
        const auto notes = runs.notes(*id);
        NEED(notes);
        QCOMPARE(notes->size(), std::size_t(2));
        QCOMPARE((*notes)[0].code, QStringLiteral("z"));
        QCOMPARE((*notes)[0].arguments, arguments);
        QCOMPARE((*notes)[1].code, QStringLiteral("a"));
        QVERIFY((*notes)[1].arguments.isEmpty());
    }

    void keepsDeliveries()
    {
        DeliveryTable table(*m_ledger);
        DeliveryRecord record = sampleDelivery(m_connector, QStringLiteral("TM 'x' \U0001F600.zip"));
        const auto id = table.insert(record);
        NEED(id);
        record.id = *id;
        record.state = DeliveryState::Quarantined;
        record.declaredCount = 10;
        record.foundCount = 9;
        record.problemCode = QStringLiteral("manifest-count-mismatch");
        record.problemArguments = {record.name, QStringLiteral("10"), QStringLiteral("9")};
        record.acceptable = false;
        record.acceptedByHand = true;
        NEED(table.update(record));
        const auto found = table.find(m_connector, record.name, record.sha256);
        NEED(found);
        QVERIFY(found->has_value());
        const DeliveryRecord &kept = **found;
        QCOMPARE(kept.id, *id);
        QCOMPARE(kept.name, record.name);
        QCOMPARE(kept.sha256, record.sha256);
        QCOMPARE(kept.size, record.size);
        QCOMPARE(kept.date, record.date);
        QCOMPARE(kept.fileNumber, record.fileNumber);
        QCOMPARE(kept.state, record.state);
        QCOMPARE(kept.declaredCount, record.declaredCount);
        QCOMPARE(kept.foundCount, record.foundCount);
        QCOMPARE(kept.problemCode, record.problemCode);
        QCOMPARE(kept.problemArguments, record.problemArguments);
        QCOMPARE(kept.acceptable, record.acceptable);
        QCOMPARE(kept.acceptedByHand, record.acceptedByHand);
        QCOMPARE(kept.firstSeen, record.firstSeen);
        QVERIFY(!(*table.find(m_connector, record.name, sampleHash(77))).has_value());
        QVERIFY(!(*table.find(*id + 1)).has_value());
        EXPECT_FAILURE(table.insert(record), Internal);
        record.id = 999;
        EXPECT_FAILURE(table.update(record), InvalidArgument);
    }

    void listsDeliveries()
    {
        DeliveryTable table(*m_ledger);
        const auto later = table.insert(sampleDelivery(m_connector, QStringLiteral("same.zip"), 2));
        NEED(later);
        const auto earlier = table.insert(sampleDelivery(m_connector, QStringLiteral("same.zip"), 1));
        NEED(earlier);
        DeliveryRecord undated = sampleDelivery(m_connector, QStringLiteral("undated.zip"), 3);
        undated.date = {};
        undated.state = DeliveryState::Discarded;
        const auto last = table.insert(undated);
        NEED(last);
        QVERIFY(!(**table.find(*last)).date.isValid());
        const auto withName = table.withName(m_connector, QStringLiteral("same.zip"));
        NEED(withName);
        QCOMPARE(withName->size(), std::size_t(2));
        QCOMPARE((*withName)[0].id, *earlier);
        const auto open = table.withState(m_connector, DeliveryState::Open);
        NEED(open);
        QCOMPARE(open->size(), std::size_t(2));
        QCOMPARE((*open)[0].id, *earlier);
        QCOMPARE(*table.countWithState(m_connector, DeliveryState::Open), 2);
        QCOMPARE(*table.countWithState(m_connector, DeliveryState::Discarded), 1);
        QCOMPARE(*table.countWithState(m_connector, DeliveryState::Accepted), 0);
        QCOMPARE(table.ofConnector(m_connector)->size(), std::size_t(3));
        QVERIFY(table.ofConnector(m_connector + 1)->empty());
    }

    void everyDeliveryStateHasItsName()
    {
        for (const char *name : {"open", "finished", "quarantined", "accepted", "discarded"}) {
            const auto state = deliveryStateFromName(QString::fromLatin1(name));
            QVERIFY(state.has_value());
            QCOMPARE(deliveryStateName(*state), QLatin1String(name));
        }
        QVERIFY(!deliveryStateFromName(u"Open"));
    }

    void replacesFindings()
    {
        FindingTable table(*m_ledger);
        const QString gap = QStringLiteral("file-number-gap");
        const QString day = QStringLiteral("day-without-delivery");
        NEED(table.replace(m_connector, gap, {QStringLiteral("#1"), QStringLiteral("#2"), QStringLiteral("#3")}, sampleTime(1)));
        NEED(table.replace(m_connector, day, {QStringLiteral("2026-11-20")}, sampleTime(1)));
        auto open = table.open(m_connector);
        NEED(open);
        QCOMPARE(open->size(), std::size_t(4));
        qint64 explained = 0;
        for (const Finding &finding : *open) {
            if (finding.subject == QLatin1String("#2"))
                explained = finding.id;
        }
        EXPECT_FAILURE(table.explain(explained, QStringLiteral("  ")), BecauseMissing);
        NEED(table.explain(explained, QStringLiteral("it's a holiday")));
        EXPECT_FAILURE(table.explain(999, QStringLiteral("x")), InvalidArgument);

        // 1 is filled, 2 explained, 3 still open, 4 new; the other kind is not touched.
        NEED(table.replace(m_connector, gap, {QStringLiteral("#2"), QStringLiteral("#3"), QStringLiteral("#4")}, sampleTime(2)));
        open = table.open(m_connector);
        NEED(open);
        QCOMPARE(open->size(), std::size_t(3));
        QCOMPARE((*open)[0].kind, day);
        QCOMPARE((*open)[1].subject, QStringLiteral("#3"));
        QCOMPARE((*open)[1].since, sampleTime(1));
        QCOMPARE((*open)[2].subject, QStringLiteral("#4"));
        QCOMPARE((*open)[2].since, sampleTime(2));
        QCOMPARE((*open)[2].connectorId, m_connector);
        const auto all = table.all(m_connector);
        NEED(all);
        QCOMPARE(all->size(), std::size_t(4));
        QCOMPARE((*all)[1].explanation, QStringLiteral("it's a holiday"));
        NEED(table.replace(m_connector, gap, {}, sampleTime(3)));
        QCOMPARE(table.open(m_connector)->size(), std::size_t(1));
    }

    void tellsAValueNobodyWrote()
    {
        const auto delivery = DeliveryTable(*m_ledger).insert(sampleDelivery(m_connector));
        NEED(delivery);
        SqlStatement change(*m_ledger, QLatin1String("UPDATE deliveries SET state = 'weird'"));
        NEED(change.run());
        EXPECT_FAILURE(DeliveryTable(*m_ledger).find(*delivery), LedgerDamaged);
    }

private:
    int rows(QLatin1String table) const
    {
        SqlStatement statement(*m_ledger, QLatin1String("SELECT count(*) FROM ") + table);
        if (!statement.run() || !*statement.next())
            return -1;
        return int(statement.number(0));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
    qint64 m_connector = 0;
};

QTEST_GUILESS_MAIN(TestLedgerTables)
#include "tst_ledger_tables.moc"
