#include "LedgerSamples.h"

#include "ledger/FailureList.h"
#include "ledger/ItemSql.h"
#include "ledger/RunTable.h"
#include "ledger/SqlStatement.h"

#include <QTemporaryDir>

using namespace tallybridge;

class TestItemLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto ledger = Ledger::open(m_folder->filePath(QStringLiteral("l.db")), Ledger::Mode::ReadWrite);
        NEED(ledger);
        m_ledger = std::move(*ledger);
        m_items = std::make_unique<ItemTable>(*m_ledger);
        m_connector = addConnector(QStringLiteral("A"), &m_delivery);
        m_other = addConnector(QStringLiteral("B"), &m_otherDelivery);
    }

    void cleanup()
    {
        m_items.reset();
        m_ledger.reset();
        m_folder.reset();
    }

    void listsFailedAndPartialCopiesOfNow()
    {
        const qint64 failed = add(Outcome::Failed, FailureReason::Unmapped);
        add(Outcome::Imported);
        const qint64 partial = add(Outcome::Partial, FailureReason::ItemTooLarge);
        add(Outcome::Open);
        add(Outcome::Skipped);
        add(Outcome::Superseded, FailureReason::Unmapped);
        const qint64 waived = add(Outcome::Failed, FailureReason::Unmapped);
        NEED(m_items->waive(waived, sampleWaiver()));
        addOther(Outcome::Failed, FailureReason::Unmapped);

        const auto listed = m_items->failures(m_connector, 0, 0, 100);
        NEED(listed);
        QCOMPARE(listed->size(), std::size_t(2));
        QCOMPARE((*listed)[0].copy.id, failed);
        QVERIFY((*listed)[0].copy.reason == FailureReason::Unmapped);
        QCOMPARE((*listed)[0].delivery, QStringLiteral("A.zip"));
        QCOMPARE((*listed)[0].item.entryName, QStringLiteral("1.eml"));
        QCOMPARE((*listed)[0].item.id, (*listed)[0].copy.itemId);
        QCOMPARE((*listed)[1].copy.id, partial);
    }

    void knowsWhereThePagesOfALongListBegin()
    {
        std::vector<qint64> unmapped;
        for (int i = 0; i < 23; ++i) {
            const qint64 id = add(Outcome::Failed, i % 3 == 0 ? FailureReason::NoMailbox : FailureReason::Unmapped);
            if (i % 3 != 0)
                unmapped.push_back(id);
        }
        add(Outcome::Partial, FailureReason::ItemTooLarge);
        add(Outcome::Imported);
        NEED(m_items->waive(unmapped.back(), sampleWaiver()));
        unmapped.pop_back();
        addOther(Outcome::Failed, FailureReason::Unmapped);

        const FailureList list(*m_ledger, m_connector);
        const auto groups = list.groups();
        NEED(groups);
        QCOMPARE(*groups, (std::vector<FailureGroup>{{Outcome::Failed, FailureReason::Unmapped, 14},
                                                     {Outcome::Failed, FailureReason::NoMailbox, 8},
                                                     {Outcome::Partial, FailureReason::ItemTooLarge, 1}}));

        const FailureList::Filter filter{Outcome::Failed, FailureReason::Unmapped};
        const auto starts = list.pageStarts(filter, 5);
        NEED(starts);
        QCOMPARE(*starts, (std::vector<qint64>{unmapped[0], unmapped[5], unmapped[10]}));
        std::vector<qint64> read;
        for (const qint64 start : *starts) {
            const auto page = list.page(filter, start, 5);
            NEED(page);
            for (const auto &listed : *page)
                read.push_back(listed.copy.id);
        }
        QCOMPARE(read, unmapped);

        const auto all = list.page({}, 0, 100);
        NEED(all);
        QCOMPARE(all->size(), size_t(23));
        QCOMPARE(all->front().delivery, QStringLiteral("A.zip"));
    }

    void pagesFailuresByCopy()
    {
        std::vector<qint64> expected;
        for (int i = 0; i < 25; ++i) {
            expected.push_back(add(Outcome::Failed, FailureReason::NoMailbox));
            add(Outcome::Imported);
        }
        std::vector<qint64> seen;
        for (qint64 after = 0;;) {
            const auto page = m_items->failures(m_connector, 0, after, 10);
            NEED(page);
            QVERIFY(page->size() <= 10);
            if (page->empty())
                break;
            for (const auto &listed : *page)
                seen.push_back(listed.copy.id);
            after = seen.back();
        }
        QCOMPARE(seen, expected);
        const auto all = m_items->failures(m_connector, 0, 0, 0);
        NEED(all);
        QCOMPARE(all->size(), expected.size());
    }

    void listsWhatARunLeft()
    {
        RunRecord run;
        run.connectorId = m_connector;
        run.started = sampleTime();
        const auto first = RunTable(*m_ledger).insert(run);
        NEED(first);
        const auto second = RunTable(*m_ledger).insert(run);
        NEED(second);

        const qint64 id = add(Outcome::Failed, FailureReason::DestinationUnavailable);
        CopyRecord copy = **m_items->copyById(id);
        NEED(m_items->addRunFailure(*first, copy));
        // The same run tries once more: what it left last counts.
        copy.reason = FailureReason::AccessDenied;
        NEED(m_items->addRunFailure(*first, copy));
        copy.outcome = Outcome::Imported;
        copy.reason = {};
        NEED(m_items->updateCopy(copy));
        EXPECT_FAILURE(m_items->addRunFailure(*second, copy), InvalidArgument);
        copy.outcome = Outcome::Failed;
        copy.reason = FailureReason::Cancelled;
        EXPECT_FAILURE(m_items->addRunFailure(*second + 1, copy), Internal);

        const auto ofFirst = m_items->failures(m_connector, *first, 0, 10);
        NEED(ofFirst);
        QCOMPARE(ofFirst->size(), std::size_t(1));
        QCOMPARE(ofFirst->front().copy.id, id);
        QCOMPARE(ofFirst->front().copy.outcome, Outcome::Failed);
        QVERIFY(ofFirst->front().copy.reason == FailureReason::AccessDenied);
        const auto next = m_items->failures(m_connector, *first, id, 10);
        NEED(next);
        QVERIFY(next->empty());
        const auto ofSecond = m_items->failures(m_connector, *second, 0, 10);
        NEED(ofSecond);
        QVERIFY(ofSecond->empty());
        const auto ofOther = m_items->failures(m_other, *first, 0, 10);
        NEED(ofOther);
        QVERIFY(ofOther->empty());
        const auto now = m_items->failures(m_connector, 0, 0, 10);
        NEED(now);
        QVERIFY(now->empty());
    }

    void countsFailuresByReason()
    {
        add(Outcome::Failed, FailureReason::Cancelled);
        add(Outcome::Failed, FailureReason::Unmapped);
        add(Outcome::Failed, FailureReason::Unmapped);
        add(Outcome::Partial, FailureReason::ItemTooLarge);
        NEED(m_items->waive(add(Outcome::Failed, FailureReason::Unmapped), sampleWaiver()));
        addOther(Outcome::Failed, FailureReason::NoMailbox);
        const auto counts = m_items->failureCounts(m_connector);
        NEED(counts);
        const std::vector<std::pair<FailureReason, qint64>> expected{{FailureReason::Unmapped, 2}, {FailureReason::Cancelled, 1}};
        QCOMPARE(*counts, expected);
    }

    void choosesItemsToRetry_data()
    {
        QTest::addColumn<std::vector<int>>("reasons");
        QTest::addColumn<bool>("withPartial");
        QTest::addColumn<bool>("withOpen");
        QTest::addColumn<std::vector<int>>("expected");
        const int cancelled = int(FailureReason::Cancelled);
        const int unavailable = int(FailureReason::DestinationUnavailable);
        const int encrypted = int(FailureReason::EncryptedItem);
        // Item 1 unmapped, 2 cancelled, 3 unavailable, 4 partial, 5 open, 6 imported, 7 waived
        QTest::newRow("any failed") << std::vector<int>{} << false << false << std::vector<int>{1, 2, 3};
        QTest::newRow("all") << std::vector<int>{} << true << true << std::vector<int>{1, 2, 3, 4, 5};
        QTest::newRow("sync") << std::vector<int>{cancelled, unavailable} << false << true << std::vector<int>{2, 3, 5};
        QTest::newRow("one reason") << std::vector<int>{cancelled} << false << false << std::vector<int>{2};
        QTest::newRow("with partial") << std::vector<int>{cancelled} << true << false << std::vector<int>{2, 4};
        QTest::newRow("none") << std::vector<int>{encrypted} << false << false << std::vector<int>{};
    }

    void choosesItemsToRetry()
    {
        QFETCH(std::vector<int>, reasons);
        QFETCH(bool, withPartial);
        QFETCH(bool, withOpen);
        QFETCH(std::vector<int>, expected);
        add(Outcome::Failed, FailureReason::Unmapped);
        const qint64 twice = add(Outcome::Failed, FailureReason::Cancelled);
        add(Outcome::Failed, FailureReason::DestinationUnavailable);
        add(Outcome::Partial, FailureReason::ItemTooLarge);
        add(Outcome::Open);
        add(Outcome::Imported);
        NEED(m_items->waive(add(Outcome::Failed, FailureReason::Cancelled), sampleWaiver()));
        addOther(Outcome::Failed, FailureReason::Cancelled);
        // A second failed copy does not make the item come twice.
        CopyRecord second = **m_items->copyById(twice);
        NEED(m_items->insertCopy(second));

        std::vector<FailureReason> wanted;
        for (const int reason : reasons)
            wanted.push_back(FailureReason(reason));
        std::vector<int> seen;
        for (qint64 after = 0;;) {
            const auto page = m_items->itemsToRetry(m_connector, wanted, withPartial, withOpen, 0, after, 2);
            NEED(page);
            QVERIFY(page->size() <= 2);
            if (page->empty())
                break;
            for (const qint64 id : *page)
                seen.push_back(int((*m_items->itemById(id))->entryIndex));
            after = page->back();
        }
        QCOMPARE(seen, expected);
    }

    void pagesReceiptsByMailboxAndCopy()
    {
        std::vector<std::pair<QString, qint64>> expected;
        for (int i = 0; i < 30; ++i) {
            const char *mailbox = i % 3 == 0 ? "carl@contoso.com" : i % 3 == 1 ? "ann@contoso.com" : "bob@contoso.com";
            const Outcome outcome = i % 2 == 0 ? Outcome::Imported : i % 5 == 0 ? Outcome::Partial : Outcome::Skipped;
            const qint64 id = add(outcome, std::nullopt, mailbox, 1 + i % 2);
            expected.emplace_back(QString::fromLatin1(mailbox), id);
        }
        add(Outcome::Failed, FailureReason::AccessDenied, "ann@contoso.com");
        add(Outcome::Open, std::nullopt, "ann@contoso.com");
        addOther(Outcome::Imported);
        std::sort(expected.begin(), expected.end());

        for (const qint64 run : {0, 1, 2}) {
            std::vector<std::pair<QString, qint64>> wanted;
            for (const auto &entry : expected) {
                if (run == 0 || (**m_items->copyById(entry.second)).runId == run)
                    wanted.push_back(entry);
            }
            QCOMPARE(wanted.size(), std::size_t(run == 0 ? 30 : 15));
            std::vector<std::pair<QString, qint64>> seen;
            QString mailbox;
            qint64 copy = 0;
            for (;;) {
                const auto page = m_items->receipts(m_connector, run, mailbox, copy, 4);
                NEED(page);
                if (page->empty())
                    break;
                for (const auto &listed : *page) {
                    QVERIFY(listed.copy.hasReceipt());
                    seen.emplace_back(listed.copy.mailbox.text(), listed.copy.id);
                }
                std::tie(mailbox, copy) = seen.back();
            }
            QCOMPARE(seen, wanted);
        }
    }

    void listsUseTheirIndexes_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("index");
        QTest::newRow("failures") << QString(itemsql::failuresNow) << QStringLiteral("copies_failures (connector_id=? AND id>?)");
        QTest::newRow("run failures") << QString(itemsql::failuresOfRun) << QStringLiteral("PRIMARY KEY (run_id=? AND copy_id>?)");
        QTest::newRow("counts") << QString(itemsql::failureCounts) << QStringLiteral("copies_");
        QTest::newRow("retry") << QString(itemsql::itemsToRetry) << QStringLiteral("copies_unsettled (connector_id=? AND item_id>?)");
        QTest::newRow("waived") << QString(itemsql::waivedCopies) << QStringLiteral("copies_waived (connector_id=?)");
        QTest::newRow("receipts of a mailbox") << QString(itemsql::receiptsOfMailbox)
                                               << QStringLiteral("copies_receipts (connector_id=? AND mailbox=? AND id>?)");
        QTest::newRow("receipts behind it") << QString(itemsql::receiptsBehindMailbox)
                                            << QStringLiteral("copies_receipts (connector_id=? AND mailbox>?)");
        QTest::newRow("receipts before a run") << QString(itemsql::receiptsBefore) << QStringLiteral("copies_receipts (connector_id=?)");
        QTest::newRow("source id") << QString(itemsql::keyOfSourceId)
                                   << QStringLiteral("items_by_source_id (connector_id=? AND source_id=?)");
    }

    void listsUseTheirIndexes()
    {
        QFETCH(QString, sql);
        QFETCH(QString, index);
        QString plan;
        SqlStatement statement(*m_ledger, QLatin1String("EXPLAIN QUERY PLAN ") + sql);
        switch (sql.count(u'?')) {
        case 1:
            NEED(statement.run(1));
            break;
        case 2:
            NEED(statement.run(1, 1));
            break;
        case 3:
            NEED(statement.run(1, 1, 1));
            break;
        case 4:
            NEED(statement.run(1, 1, 1, 1));
            break;
        case 5:
            NEED(statement.run(1, 1, 1, 1, 1));
            break;
        case 6:
            NEED(statement.run(1, 1, 1, 1, 1, 1));
            break;
        case 7:
            NEED(statement.run(1, 1, 1, 1, 1, 1, 1));
            break;
        default:
            QFAIL("another number of values");
        }
        for (;;) {
            const auto row = statement.next();
            NEED(row);
            if (!*row)
                break;
            plan += statement.text(3) + QLatin1Char('\n');
        }
        QVERIFY2(plan.contains(index), qPrintable(plan));
        QVERIFY2(!plan.contains(QLatin1String("SCAN")), qPrintable(plan));
        // The order comes from the index: a page costs what it holds, not what comes after it.
        QVERIFY2(!plan.contains(QLatin1String("TEMP B-TREE")) || sql == itemsql::failureCounts, qPrintable(plan));
        QVERIFY(!sql.contains(QLatin1String("OFFSET"), Qt::CaseInsensitive));
    }

private:
    qint64 addConnector(const QString &name, qint64 *delivery)
    {
        const auto connector = ConnectorTable(*m_ledger).insert(sampleConnector(name));
        const auto added = DeliveryTable(*m_ledger).insert(sampleDelivery(*connector, name + QLatin1String(".zip")));
        *delivery = *added;
        m_lastItem = 0;
        return *connector;
    }

    qint64 addTo(qint64 connector, qint64 delivery, Outcome outcome, std::optional<FailureReason> reason, const char *mailbox, qint64 run)
    {
        const auto item = m_items->insertItem(sampleItem(connector, delivery, ++m_lastItem));
        CopyRecord copy;
        copy.itemId = *item;
        copy.mailbox = sampleMailbox(mailbox);
        copy.outcome = outcome;
        copy.reason = reason;
        copy.runId = run;
        copy.since = sampleTime();
        return *m_items->insertCopy(copy);
    }

    qint64 add(Outcome outcome, std::optional<FailureReason> reason = {}, const char *mailbox = "ann@contoso.com", qint64 run = 1)
    {
        return addTo(m_connector, m_delivery, outcome, reason, mailbox, run);
    }

    qint64 addOther(Outcome outcome, std::optional<FailureReason> reason = {})
    {
        return addTo(m_other, m_otherDelivery, outcome, reason, "ann@contoso.com", 1);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<ItemTable> m_items;
    qint64 m_connector = 0;
    qint64 m_delivery = 0;
    qint64 m_other = 0;
    qint64 m_otherDelivery = 0;
    qint64 m_lastItem = 0;
};

QTEST_GUILESS_MAIN(TestItemLists)
#include "tst_item_lists.moc"
