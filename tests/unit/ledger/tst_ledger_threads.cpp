#include "LedgerSamples.h"

#include "ledger/AuditLog.h"

#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace tallybridge;

/// Many threads, each with a connection of its own.
class TestLedgerThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void opensAnewFromManyThreadsAtOnce()
    {
        std::atomic<int> opened{0};
        inThreads(8, [&](int) {
            for (int i = 0; i < 5; ++i) {
                const auto ledger = Ledger::open(path(), i % 2 == 0 ? Ledger::Mode::ReadWrite : Ledger::Mode::ReadOnly);
                if (ledger)
                    ++opened;
            }
        });
        QCOMPARE(opened.load(), 40);
    }

    void writersTakeTurnsAndReadersNeverWait()
    {
        constexpr int writers = 3;
        constexpr int transactions = 20;
        constexpr int perTransaction = 10;
        qint64 connector = 0;
        qint64 delivery = 0;
        {
            const auto ledger = Ledger::open(path(), Ledger::Mode::ReadWrite);
            NEED(ledger);
            connector = *ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A")));
            delivery = *DeliveryTable(**ledger).insert(sampleDelivery(connector));
        }
        std::atomic<int> failures{0};
        std::atomic<int> writing{writers};
        std::atomic<int> tornReads{0};
        inThreads(writers + 2, [&](int thread) {
            const bool writes = thread < writers;
            const auto ledger = Ledger::open(path(), writes ? Ledger::Mode::ReadWrite : Ledger::Mode::ReadOnly);
            if (!ledger) {
                ++failures;
                if (writes)
                    --writing;
                return;
            }
            ItemTable items(**ledger);
            if (!writes) {
                while (writing.load() > 0) {
                    const auto listed = items.failures(connector, 0, 0, 0);
                    if (!listed)
                        ++failures;
                    else if (listed->size() % perTransaction != 0)
                        ++tornReads;
                }
                return;
            }
            for (int t = 0; t < transactions; ++t) {
                auto transaction = Transaction::begin(**ledger);
                bool done = transaction.ok();
                for (int i = 0; done && i < perTransaction; ++i) {
                    const auto item = items.insertItem(sampleItem(connector, delivery, (thread * transactions + t) * perTransaction + i));
                    CopyRecord copy;
                    copy.itemId = item ? *item : 0;
                    copy.outcome = Outcome::Failed;
                    copy.reason = FailureReason::Unmapped;
                    done = item && items.insertCopy(copy);
                }
                AuditEvent event;
                event.at = sampleTime(t);
                done = done && AuditLog(**ledger).append(event) && transaction->commit();
                if (!done)
                    ++failures;
            }
            --writing;
        });
        QCOMPARE(failures.load(), 0);
        QCOMPARE(tornReads.load(), 0);
        const auto ledger = Ledger::open(path(), Ledger::Mode::ReadOnly);
        NEED(ledger);
        ItemTable items(**ledger);
        QCOMPARE(items.failures(connector, 0, 0, 0)->size(), std::size_t(writers * transactions * perTransaction));
        const auto verification = AuditLog(**ledger).verify();
        NEED(verification);
        QVERIFY(!verification->brokenAt);
        QCOMPARE(verification->checked, writers * transactions);
    }

private:
    QString path() const { return m_folder->filePath(QStringLiteral("l.db")); }

    template <typename Work>
    static void inThreads(int count, const Work &work)
    {
        std::vector<std::thread> threads;
        for (int i = 0; i < count; ++i)
            threads.emplace_back([&work, i] { work(i); });
        for (std::thread &thread : threads)
            thread.join();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestLedgerThreads)
#include "tst_ledger_threads.moc"
