#include "LedgerSamples.h"

#include "ledger/AuditLog.h"

#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace tallybridge;

namespace {

template <typename Work>
void inThreads(int count, const Work &work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&work, i] { work(i); });
    for (std::thread &thread : threads)
        thread.join();
}

/// What went wrong when many threads made and opened a ledger at once; empty when nothing did.
QString openAnew(const QString &path)
{
    std::atomic<int> opened{0};
    inThreads(8, [&](int) {
        for (int i = 0; i < 5; ++i) {
            const auto ledger = Ledger::open(path, i % 2 == 0 ? Ledger::Mode::ReadWrite : Ledger::Mode::ReadOnly);
            if (ledger)
                ++opened;
        }
    });
    return opened.load() == 40 ? QString() : QString::number(opened.load()) + QLatin1String(" of 40 opened");
}

constexpr int writers = 3;
constexpr int readers = 2;
constexpr int transactions = 20;
constexpr int perTransaction = 10;

bool writeTransaction(Ledger &ledger, ItemTable &items, qint64 connector, qint64 delivery, int number)
{
    auto transaction = Transaction::begin(ledger);
    if (!transaction)
        return false;
    for (int i = 0; i < perTransaction; ++i) {
        const auto item = items.insertItem(sampleItem(connector, delivery, number * perTransaction + i));
        CopyRecord copy;
        copy.itemId = item ? *item : 0;
        copy.outcome = Outcome::Failed;
        copy.reason = FailureReason::Unmapped;
        if (!item || !items.insertCopy(copy))
            return false;
    }
    AuditEvent event;
    event.at = sampleTime(number);
    return AuditLog(ledger).append(event) && transaction->commit();
}

/// What went wrong when several threads wrote and read one ledger; empty when nothing did.
QString writeAndRead(const QString &path)
{
    qint64 connector = 0;
    qint64 delivery = 0;
    {
        const auto ledger = Ledger::open(path, Ledger::Mode::ReadWrite);
        if (!ledger)
            return failureText(ledger.failure());
        connector = *ConnectorTable(**ledger).insert(sampleConnector(QStringLiteral("A")));
        delivery = *DeliveryTable(**ledger).insert(sampleDelivery(connector));
    }
    std::atomic<int> failures{0};
    std::atomic<int> tornReads{0};
    std::atomic<int> writing{writers};
    inThreads(writers + readers, [&](int thread) {
        const bool writes = thread < writers;
        const auto ledger = Ledger::open(path, writes ? Ledger::Mode::ReadWrite : Ledger::Mode::ReadOnly);
        if (!ledger) {
            ++failures;
        } else if (ItemTable items(**ledger); writes) {
            for (int t = 0; t < transactions; ++t) {
                if (!writeTransaction(**ledger, items, connector, delivery, thread * transactions + t))
                    ++failures;
            }
        } else {
            while (writing.load() > 0) {
                const auto listed = items.failures(connector, 0, 0, 0);
                if (!listed)
                    ++failures;
                else if (listed->size() % perTransaction != 0)
                    ++tornReads;
            }
        }
        if (writes)
            --writing;
    });
    if (failures.load() > 0 || tornReads.load() > 0)
        return QString::number(failures.load()) + QLatin1String(" failures, torn reads: ") + QString::number(tornReads.load());
    const auto ledger = Ledger::open(path, Ledger::Mode::ReadOnly);
    if (!ledger)
        return failureText(ledger.failure());
    const auto listed = ItemTable(**ledger).failures(connector, 0, 0, 0);
    if (!listed || listed->size() != std::size_t(writers * transactions * perTransaction))
        return QStringLiteral("copies are missing");
    const auto verification = AuditLog(**ledger).verify();
    if (!verification || verification->brokenAt || verification->checked != writers * transactions)
        return QStringLiteral("the audit chain is broken");
    return {};
}

} // namespace

/// Many threads, each with a connection of its own.
class TestLedgerThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensAnewFromManyThreadsAtOnce()
    {
        const QTemporaryDir folder;
        QCOMPARE(openAnew(folder.filePath(QStringLiteral("l.db"))), QString());
    }

    void writersTakeTurnsAndReadersNeverWait()
    {
        const QTemporaryDir folder;
        QCOMPARE(writeAndRead(folder.filePath(QStringLiteral("l.db"))), QString());
    }
};

#ifdef __SANITIZE_THREAD__
// Qt Test's watchdog is a QThread, in which ThreadSanitizer sees races that are none: here the same work is done without it.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    for (const QString &problem :
         {openAnew(folder.filePath(QStringLiteral("a.db"))), writeAndRead(folder.filePath(QStringLiteral("b.db")))}) {
        if (!problem.isEmpty()) {
            qCritical("%s", qPrintable(problem));
            return 1;
        }
    }
    return 0;
}
#else
QTEST_GUILESS_MAIN(TestLedgerThreads)
#endif
#include "tst_ledger_threads.moc"
