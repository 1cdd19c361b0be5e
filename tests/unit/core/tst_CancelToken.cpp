#include "core/CancelToken.h"

#include <QtTest>
#include <condition_variable>
#include <thread>

using namespace tallybridge;

class TestCancelToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesShareTheWish()
    {
        const CancelToken token;
        const CancelToken copy = token;
        const CancelToken other;
        QVERIFY(!copy.isCancelled());
        token.cancel();
        QVERIFY(copy.isCancelled());
        QVERIFY(token.isCancelled());
        QVERIFY(!other.isCancelled());
    }

    void wakes()
    {
        const CancelToken token;
        int first = 0;
        int second = 0;
        const auto one = token.onCancel([&first] { ++first; });
        const auto two = token.onCancel([&second] { ++second; });
        QCOMPARE(first, 0);
        token.cancel();
        QCOMPARE(first, 1);
        QCOMPARE(second, 1);
    }

    void wakesAtOnceWhenCancelledBefore()
    {
        const CancelToken token;
        token.cancel();
        int woken = 0;
        const auto waker = token.onCancel([&woken] { ++woken; });
        QCOMPARE(woken, 1);
    }

    void registrationEnds()
    {
        const CancelToken token;
        int woken = 0;
        token.onCancel([&woken] { ++woken; }).reset();
        token.cancel();
        QCOMPARE(woken, 0);
    }

    void wakerOutlivesTheToken()
    {
        std::unique_ptr<CancelToken::Waker> waker;
        {
            const CancelToken token;
            waker = token.onCancel([] {});
        }
        waker.reset();
    }

    void wakesAnotherThread()
    {
        const CancelToken token;
        std::mutex mutex;
        std::condition_variable condition;
        bool isWaiting = false;
        std::thread waiting([&] {
            std::unique_lock lock(mutex);
            const auto waker = token.onCancel([&] {
                // Taking the mutex makes sure that the wish is not missed between the test and the waiting.
                const std::lock_guard wakerLock(mutex);
                condition.notify_all();
            });
            isWaiting = true;
            condition.notify_all();
            condition.wait(lock, [&] { return token.isCancelled(); });
            lock.unlock();
        });
        {
            std::unique_lock lock(mutex);
            condition.wait(lock, [&] { return isWaiting; });
        }
        token.cancel();
        waiting.join();
        QVERIFY(token.isCancelled());
    }

    void wakerIsNotRunningAfterItsEnd()
    {
        for (int round = 0; round < 200; ++round) {
            const CancelToken token;
            auto target = std::make_unique<std::atomic<int>>(0);
            auto waker = token.onCancel([&target] { ++*target; });
            std::thread cancelling([&token] { token.cancel(); });
            waker.reset();
            target.reset(); // a waker that still ran would touch it
            cancelling.join();
        }
    }
};

QTEST_APPLESS_MAIN(TestCancelToken)
#include "tst_CancelToken.moc"
