#include "engine/ByteBudget.h"
#include "engine/LaneQueue.h"

#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

using namespace tallybridge;

namespace {

CopyJob job(qint64 id, const QString &mailbox, qint64 bytes = 100)
{
    auto message = std::make_shared<ComposedMessage>();
    message->bytes = QByteArray(bytes, 'x');
    return {id, *MailAddress::parse(mailbox), message, false, false};
}

} // namespace

class TestLaneQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMailboxIsLeasedToOneLane()
    {
        LaneQueue queue(2);
        queue.push({job(1, QStringLiteral("a@x.example")), job(2, QStringLiteral("b@x.example")), job(3, QStringLiteral("a@x.example"))});
        const auto first = queue.take(10, 1000);
        QCOMPARE(int(first.jobs.size()), 2);
        QCOMPARE(first.jobs[0].copyId, 1);
        QCOMPARE(first.jobs[1].copyId, 3);
        const auto second = queue.take(10, 1000);
        QCOMPARE(int(second.jobs.size()), 1);
        QCOMPARE(second.jobs[0].copyId, 2);
    }

    void aBatchIsBoundedButNeverEmpty()
    {
        LaneQueue queue(1);
        queue.push({job(1, QStringLiteral("a@x.example"), 5000), job(2, QStringLiteral("a@x.example"), 10)});
        auto lease = queue.take(10, 1000);
        QCOMPARE(int(lease.jobs.size()), 1);
        queue.release(lease);
        lease = queue.take(10, 1000);
        QCOMPARE(lease.jobs.front().copyId, 2);
        queue.release(lease);
        queue.close();
        QVERIFY(queue.take(10, 1000).jobs.empty());
    }

    void fewCopiesWaitForOthersUntilNoMoreAreOnTheirWay()
    {
        LaneQueue queue(2, 3);
        std::mutex mutex;
        std::vector<size_t> taken;
        std::condition_variable changed;
        std::thread lane([&] {
            for (;;) {
                const auto lease = queue.take(10, 1 << 20);
                queue.release(lease);
                const std::lock_guard lock(mutex);
                taken.push_back(lease.jobs.size());
                changed.notify_all();
                if (lease.jobs.empty())
                    return;
            }
        });
        const auto waitFor = [&](size_t leases) {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return taken.size() >= leases; });
        };
        queue.push({job(1, QStringLiteral("a@x.example")), job(2, QStringLiteral("b@x.example"))});
        queue.push({job(3, QStringLiteral("c@x.example"))});
        waitFor(1);
        queue.push({job(4, QStringLiteral("a@x.example"))});
        queue.push({job(5, QStringLiteral("a@x.example"))});
        queue.flush();
        waitFor(2);
        queue.push({job(6, QStringLiteral("a@x.example"), 5 << 20)}); // large enough by itself
        waitFor(3);
        queue.push({job(7, QStringLiteral("a@x.example"))});
        queue.close();
        lane.join();
        QCOMPARE(taken, (std::vector<size_t>{3, 2, 1, 1, 0}));
    }

    void aPostponedJobComesAgain()
    {
        LaneQueue queue(1);
        queue.push({job(1, QStringLiteral("a@x.example")), job(2, QStringLiteral("a@x.example"))});
        auto lease = queue.take(1, 1000);
        QVERIFY(!queue.waiting());
        queue.release(lease, {{lease.jobs.front(), std::chrono::milliseconds(0)}});
        lease = queue.take(10, 1000);
        QCOMPARE(int(lease.jobs.size()), 2);
        QCOMPARE(lease.jobs[0].copyId, 1);
    }

    void whatIsPostponedWaitsAndIsHurried()
    {
        LaneQueue queue(1);
        queue.push({job(1, QStringLiteral("a@x.example"))});
        auto lease = queue.take(10, 1000);
        queue.release(lease, {{lease.jobs.front(), std::chrono::hours(2)}});
        const auto waiting = queue.waiting();
        QVERIFY(waiting && *waiting > std::chrono::hours(1) && *waiting <= std::chrono::hours(2));
        // Work of another mailbox goes on meanwhile.
        queue.push({job(2, QStringLiteral("b@x.example"))});
        QVERIFY(!queue.waiting());
        const auto other = queue.take(10, 1000);
        QCOMPARE(other.jobs.front().copyId, 2);
        queue.release(other);
        queue.close();
        queue.hurry();
        lease = queue.take(10, 1000);
        QCOMPARE(lease.jobs.front().copyId, 1);
        queue.release(lease);
        QVERIFY(queue.take(10, 1000).jobs.empty());
    }

    void manyLanesKeepTheOrderOfEachMailbox()
    {
        constexpr int lanes = 3;
        constexpr int copies = 6000;
        LaneQueue queue(lanes);
        std::mutex mutex;
        std::map<QString, qint64> last;
        std::atomic<int> done{0};
        std::atomic<bool> inOrder{true};
        std::set<QString> busy;
        std::vector<std::thread> threads;
        for (int i = 0; i < lanes; ++i) {
            threads.emplace_back([&] {
                for (;;) {
                    const auto lease = queue.take(7, 100'000);
                    if (lease.jobs.empty())
                        return;
                    {
                        const std::lock_guard lock(mutex);
                        for (const auto &mailbox : lease.mailboxes) {
                            if (!busy.insert(mailbox.text()).second)
                                inOrder = false;
                        }
                        for (const CopyJob &one : lease.jobs) {
                            qint64 &previous = last[one.mailbox.text()];
                            if (previous >= one.copyId)
                                inOrder = false;
                            previous = one.copyId;
                            ++done;
                        }
                        for (const auto &mailbox : lease.mailboxes)
                            busy.erase(mailbox.text());
                    }
                    queue.release(lease);
                }
            });
        }
        for (int i = 1; i <= copies; ++i)
            queue.push({job(i, QStringLiteral("u%1@x.example").arg(i % 11))});
        queue.close();
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(done.load(), copies);
        QVERIFY(inOrder);
    }

    void budgetAdmitsALargeItemAlone()
    {
        const CancelToken stop;
        ByteBudget budget(100);
        auto large = budget.take(500, stop);
        QVERIFY(large);
        std::atomic<bool> admitted{false};
        std::thread waiting([&] {
            const auto small = budget.take(10, stop);
            admitted = bool(small);
        });
        QVERIFY(!admitted);
        large.reset();
        waiting.join();
        QVERIFY(admitted);
    }

    void budgetWakesWhenStopped()
    {
        const CancelToken stop;
        ByteBudget budget(100);
        const auto held = budget.take(100, stop);
        std::atomic<bool> refused{false};
        std::thread waiting([&] { refused = !budget.take(1, stop); });
        stop.cancel();
        waiting.join();
        QVERIFY(refused);
    }
};

QTEST_APPLESS_MAIN(TestLaneQueue)
#include "tst_lanequeue.moc"
