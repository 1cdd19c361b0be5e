#include "LedgerSamples.h"

#include "ledger/LedgerNumbers.h"
#include "ledger/RunTable.h"

#include <QTemporaryDir>

#include <set>

using namespace tallybridge;

class TestItemTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto ledger = Ledger::open(m_folder->filePath(QStringLiteral("l.db")), Ledger::Mode::ReadWrite);
        NEED(ledger);
        m_ledger = std::move(*ledger);
        const auto connector = ConnectorTable(*m_ledger).insert(sampleConnector(QStringLiteral("A")));
        NEED(connector);
        m_connector = *connector;
        const auto delivery = DeliveryTable(*m_ledger).insert(sampleDelivery(m_connector));
        NEED(delivery);
        m_delivery = *delivery;
        m_items = std::make_unique<ItemTable>(*m_ledger);
    }

    void cleanup()
    {
        m_items.reset();
        m_ledger.reset();
        m_folder.reset();
    }

    void keepsEveryFieldOfAnItem()
    {
        ItemRecord item = sampleItem(m_connector, m_delivery, 1);
        item.entryName = QStringLiteral("o'Brien \"x\" \U0001F600 ; DROP TABLE items;--.eml");
        item.entryIndex = 6'000'000'000;
        item.kind = ItemKind::VoiceNote;
        item.firstEntries = 7;
        const auto id = m_items->insertItem(item);
        NEED(id);
        const auto found = m_items->findItem(m_connector, item.key);
        NEED(found);
        QVERIFY(found->has_value());
        QCOMPARE((*found)->id, *id);
        QCOMPARE((*found)->connectorId, m_connector);
        QCOMPARE((*found)->key, item.key);
        QCOMPARE((*found)->sourceId, item.sourceId);
        QCOMPARE((*found)->emlSha256, item.emlSha256);
        QCOMPARE((*found)->deliveryId, m_delivery);
        QCOMPARE((*found)->entryName, item.entryName);
        QCOMPARE((*found)->entryIndex, item.entryIndex);
        QCOMPARE((*found)->kind, item.kind);
        QCOMPARE((*found)->time, item.time);
        QCOMPARE((*found)->time.timeSpec(), Qt::UTC);
        QCOMPARE((*found)->firstEntries, item.firstEntries);
        const auto byId = m_items->itemById(*id);
        NEED(byId);
        QCOMPARE((*byId)->key, item.key);
        const auto none = m_items->findItem(m_connector + 1, item.key);
        NEED(none);
        QVERIFY(!none->has_value());
    }

    void keepsAnItemWithoutTimeHashAndSourceId()
    {
        ItemRecord item = sampleItem(m_connector, m_delivery, 1);
        item.time = {};
        item.emlSha256 = {};
        item.sourceId = QString();
        const auto id = m_items->insertItem(item);
        NEED(id);
        const auto found = m_items->itemById(*id);
        NEED(found);
        QVERIFY(!(*found)->time.isValid());
        QVERIFY((*found)->emlSha256.isEmpty());
        QVERIFY((*found)->sourceId.isEmpty());
    }

    void keepsTimesBefore1970()
    {
        ItemRecord item = sampleItem(m_connector, m_delivery, 1);
        item.time = QDateTime(QDate(1601, 1, 1), QTime(0, 0, 0, 1), Qt::UTC);
        const auto id = m_items->insertItem(item);
        NEED(id);
        const auto found = m_items->itemById(*id);
        NEED(found);
        QCOMPARE((*found)->time, item.time);
    }

    void refusesTheSameKeyTwiceInAConnector()
    {
        NEED(m_items->insertItem(sampleItem(m_connector, m_delivery, 1)));
        EXPECT_FAILURE(m_items->insertItem(sampleItem(m_connector, m_delivery, 1)), Internal);
        // The statement works again afterwards.
        NEED(m_items->insertItem(sampleItem(m_connector, m_delivery, 2)));
        const auto other = ConnectorTable(*m_ledger).insert(sampleConnector(QStringLiteral("B")));
        NEED(other);
        const auto delivery = DeliveryTable(*m_ledger).insert(sampleDelivery(*other));
        NEED(delivery);
        NEED(m_items->insertItem(sampleItem(*other, *delivery, 1)));
    }

    void refusesRowsWithoutWhatTheyBelongTo()
    {
        EXPECT_FAILURE(m_items->insertItem(sampleItem(m_connector, m_delivery + 1, 1)), Internal);
        CopyRecord copy;
        copy.itemId = 99;
        EXPECT_FAILURE(m_items->insertCopy(copy), Internal);
        copy.id = 99;
        EXPECT_FAILURE(m_items->updateCopy(copy), CopyNotFound);
    }

    void findsTheFirstOtherKeyOfASourceId()
    {
        for (const int number : {1, 2, 3}) {
            ItemRecord item = sampleItem(m_connector, m_delivery, number);
            item.sourceId = QStringLiteral("same");
            NEED(m_items->insertItem(item));
        }
        ItemRecord nameless = sampleItem(m_connector, m_delivery, 4);
        nameless.sourceId = QString();
        NEED(m_items->insertItem(nameless));

        const auto key = [this](const QString &sourceId, const ItemKey &except) {
            const auto found = m_items->keyOfSourceId(m_connector, sourceId, except);
            return found && *found ? **found : ItemKey();
        };
        QCOMPARE(key(QStringLiteral("same"), sampleKey(1)), sampleKey(2));
        QCOMPARE(key(QStringLiteral("same"), sampleKey(3)), sampleKey(1));
        QCOMPARE(key(QStringLiteral("same"), ItemKey()), sampleKey(1));
        QCOMPARE(key(QStringLiteral("other"), sampleKey(1)), ItemKey());
        QCOMPARE(key(QString(), sampleKey(1)), ItemKey());
    }

    void keepsEveryFieldOfACopy()
    {
        CopyRecord copy = newCopy();
        copy.mailbox = sampleMailbox("ann@contoso.com");
        copy.participant = QStringLiteral("+44 o'x \U0001F600");
        copy.outcome = Outcome::Partial;
        copy.reason = FailureReason::ItemTooLarge;
        copy.messageSha256 = sampleHash(5);
        copy.location = QStringLiteral("1.M2.x:2,S");
        copy.runId = 4;
        copy.attempts = 3;
        copy.since = sampleTime(9);
        const auto id = m_items->insertCopy(copy);
        NEED(id);
        const CopyRecord kept = read(*id);
        QCOMPARE(kept.itemId, copy.itemId);
        QCOMPARE(kept.mailbox, copy.mailbox);
        QCOMPARE(kept.participant, copy.participant);
        QCOMPARE(kept.outcome, copy.outcome);
        QCOMPARE(kept.reason, copy.reason);
        QCOMPARE(kept.messageSha256, copy.messageSha256);
        QCOMPARE(kept.location, copy.location);
        QCOMPARE(kept.runId, copy.runId);
        QCOMPARE(kept.attempts, copy.attempts);
        QCOMPARE(kept.since, copy.since);
        QVERIFY(!kept.waived);
        const auto all = m_items->copiesOf(copy.itemId);
        NEED(all);
        QCOMPARE(all->size(), std::size_t(1));
        const auto none = m_items->copyById(*id + 1);
        NEED(none);
        QVERIFY(!none->has_value());
    }

    void setsSinceOnceAndClearsItWhenSettled()
    {
        CopyRecord copy = newCopy();
        copy.since = sampleTime(1); // an open copy has not failed yet
        const auto id = m_items->insertCopy(copy);
        NEED(id);
        copy.id = *id;
        QVERIFY(!read(*id).since.isValid());

        copy.outcome = Outcome::Failed;
        copy.reason = FailureReason::Cancelled;
        copy.since = {};
        NEED(m_items->updateCopy(copy));
        QVERIFY(!read(*id).since.isValid());
        copy.since = sampleTime(2);
        NEED(m_items->updateCopy(copy));
        QCOMPARE(read(*id).since, sampleTime(2));
        copy.since = sampleTime(3);
        NEED(m_items->updateCopy(copy));
        QCOMPARE(read(*id).since, sampleTime(2));
        copy.outcome = Outcome::Open;
        copy.reason = {};
        NEED(m_items->updateCopy(copy));
        QCOMPARE(read(*id).since, sampleTime(2));
        copy.outcome = Outcome::Partial;
        NEED(m_items->updateCopy(copy));
        QCOMPARE(read(*id).since, sampleTime(2));
        copy.outcome = Outcome::Imported;
        NEED(m_items->updateCopy(copy));
        QVERIFY(!read(*id).since.isValid());
        QVERIFY(!read(*id).reason.has_value());
    }

    void waives()
    {
        CopyRecord copy = newCopy();
        copy.outcome = Outcome::Failed;
        copy.reason = FailureReason::Unmapped;
        copy.since = sampleTime(1);
        const auto failed = m_items->insertCopy(copy);
        NEED(failed);
        copy.outcome = Outcome::Imported;
        const auto imported = m_items->insertCopy(copy);
        NEED(imported);
        copy.outcome = Outcome::Open;
        const auto open = m_items->insertCopy(copy);
        NEED(open);

        NEED(m_items->waive(*failed, sampleWaiver()));
        QVERIFY(read(*failed).waived);
        QVERIFY(read(*failed).isSettled());
        QCOMPARE(read(*failed).outcome, Outcome::Failed);
        QCOMPARE(read(*failed).since, sampleTime(1));
        EXPECT_FAILURE(m_items->waive(*failed, sampleWaiver()), CopyAlreadySettled);
        EXPECT_FAILURE(m_items->waive(*imported, sampleWaiver()), CopyAlreadySettled);
        EXPECT_FAILURE(m_items->waive(*open, sampleWaiver()), CopyNotFound);
        EXPECT_FAILURE(m_items->waive(12345, sampleWaiver()), CopyNotFound);
    }

    void aWriterThatMissedTheWaiverDoesNotUndoIt()
    {
        CopyRecord copy = newCopy();
        copy.outcome = Outcome::Failed;
        copy.reason = FailureReason::NoMailbox;
        const auto id = m_items->insertCopy(copy);
        NEED(id);
        copy.id = *id;
        NEED(m_items->waive(*id, sampleWaiver()));
        copy.attempts = 2;
        NEED(m_items->updateCopy(copy));
        QVERIFY(read(*id).waived);
        QCOMPARE(read(*id).attempts, 2);
    }

    void knowsWhatLiesInTheArchive()
    {
        const MailAddress ann = sampleMailbox("ann@contoso.com");
        const MailAddress bob = sampleMailbox("bob@contoso.com");
        QVERIFY(!*m_items->hasArchiveKeys(m_connector));
        NEED(m_items->addArchiveKey(m_connector, ann, sampleKey(1), true));
        NEED(m_items->addArchiveKey(m_connector, ann, sampleKey(2), false));
        QVERIFY(*m_items->hasArchiveKeys(m_connector));
        QVERIFY(*m_items->archiveKey(m_connector, ann, sampleKey(1)) == ItemTable::ArchiveState::Partial);
        QVERIFY(*m_items->archiveKey(m_connector, ann, sampleKey(2)) == ItemTable::ArchiveState::Whole);
        QVERIFY(*m_items->archiveKey(m_connector, bob, sampleKey(2)) == ItemTable::ArchiveState::Absent);
        // Both lie there: the whole one counts, in whatever order they are found.
        NEED(m_items->addArchiveKey(m_connector, ann, sampleKey(1), false));
        NEED(m_items->addArchiveKey(m_connector, ann, sampleKey(2), true));
        QVERIFY(*m_items->archiveKey(m_connector, ann, sampleKey(1)) == ItemTable::ArchiveState::Whole);
        QVERIFY(*m_items->archiveKey(m_connector, ann, sampleKey(2)) == ItemTable::ArchiveState::Whole);
        NEED(m_items->clearArchiveKeys(m_connector));
        QVERIFY(!*m_items->hasArchiveKeys(m_connector));
    }

    void numbersInTheFileNeverChange()
    {
        using namespace ledgernumbers;
        const std::vector<Outcome> outcomes{Outcome::Skipped, Outcome::Imported, Outcome::Partial,
                                            Outcome::Failed,  Outcome::Open,     Outcome::Superseded};
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            QCOMPARE(ofOutcome(outcomes[i]), int(i) + 1);
            QVERIFY(outcome(qint64(i) + 1) == outcomes[i]);
        }
        QVERIFY(!outcome(0));
        QVERIFY(!outcome(7));
        std::set<int> used;
        for (const FailureReason value : allFailureReasons()) {
            const int number = ofReason(value);
            QVERIFY(number > 0 && number < 63);
            QVERIFY(used.insert(number).second);
            QVERIFY(reason(number) == value);
        }
        QCOMPARE(ofReason(FailureReason::Unmapped), 1);
        QCOMPARE(ofReason(FailureReason::Cancelled), 12);
        QCOMPARE(ofReason(std::nullopt), 0);
        used.clear();
        for (const ItemKind value : allItemKinds()) {
            const int number = ofKind(value);
            QVERIFY(number >= 0);
            QVERIFY(used.insert(number).second);
            QVERIFY(kind(number) == value);
        }
        QCOMPARE(ofKind(ItemKind::Other), 0);
        QCOMPARE(ofKind(ItemKind::System), 13);
    }

private:
    CopyRecord newCopy()
    {
        const auto item = m_items->insertItem(sampleItem(m_connector, m_delivery, ++m_lastItem));
        CopyRecord copy;
        copy.itemId = item ? *item : 0;
        return copy;
    }

    CopyRecord read(qint64 id) const
    {
        const auto copy = m_items->copyById(id);
        return copy && *copy ? **copy : CopyRecord();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<ItemTable> m_items;
    qint64 m_connector = 0;
    qint64 m_delivery = 0;
    qint64 m_lastItem = 0;
};

QTEST_GUILESS_MAIN(TestItemTable)
#include "tst_item_table.moc"
