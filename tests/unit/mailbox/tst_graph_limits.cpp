#include "mailbox/graph/GraphClient.h"
#include "mailbox/graph/GraphLimiter.h"

#include <QTest>

#include <thread>

using namespace tallybridge;
using graph::Limiter;
using graph::SlidingWindow;
using std::chrono::milliseconds;
using std::chrono::seconds;

class TestGraphLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void permitsWhatFitsIntoTheWindow();
    void letsTooMuchIntoAnEmptyWindow();
    void neverExceedsTheRate();
    void keepsConcurrency();
    void givesTheWaitInsteadOfAPlace();
    void pausesTheRefusedMailboxOnly();
    void shrinksOnceForRequestsOfOneTime();
    void growsAgainWithPatience();
    void handsAFreePlaceToWhoMayGo();
    void endsWaitingWhenCancelled();
    void waitsLongerEachTime();

private:
    Limiter limiter(const graph::Limits &limits)
    {
        return Limiter(limits, [this] { return m_now; });
    }
    std::chrono::steady_clock::time_point m_now{std::chrono::hours(1)};
    const QString m_anna = QStringLiteral("anna");
    const QString m_ben = QStringLiteral("ben");
};

void TestGraphLimits::permitsWhatFitsIntoTheWindow()
{
    SlidingWindow window(10, seconds(60));
    for (int i = 0; i < 10; ++i) {
        QVERIFY(window.wait(1, m_now) == SlidingWindow::Duration::zero());
        window.add(1, m_now);
        m_now += seconds(1);
    }
    // The first is forgotten a span and a step after it.
    QVERIFY(window.wait(1, m_now) == seconds(51));
    QVERIFY(window.wait(2, m_now) == seconds(52));
    m_now += seconds(51);
    QVERIFY(window.wait(1, m_now) == SlidingWindow::Duration::zero());
    m_now += seconds(60);
    QVERIFY(window.isEmpty(m_now));
}

void TestGraphLimits::letsTooMuchIntoAnEmptyWindow()
{
    SlidingWindow window(10, seconds(60));
    QVERIFY(window.wait(100, m_now) == SlidingWindow::Duration::zero());
    window.add(100, m_now);
    QVERIFY(window.wait(1, m_now) > seconds(59));
}

void TestGraphLimits::neverExceedsTheRate()
{
    SlidingWindow window(100, seconds(60));
    std::vector<std::chrono::steady_clock::time_point> sent;
    const auto start = m_now;
    while (m_now - start < seconds(600)) {
        const auto wait = window.wait(1, m_now);
        if (wait > SlidingWindow::Duration::zero()) {
            m_now += wait;
            continue;
        }
        window.add(1, m_now);
        sent.push_back(m_now);
        m_now += milliseconds(10);
    }
    for (size_t i = 100; i < sent.size(); ++i)
        QVERIFY(sent[i] - sent[i - 100] >= seconds(60));
    QVERIFY2(sent.size() >= 950, qPrintable(QString::number(sent.size()))); // at least 95 % of what is permitted
}

void TestGraphLimits::keepsConcurrency()
{
    graph::Limits limits;
    limits.concurrency = 3;
    limits.mailboxConcurrency = 2;
    Limiter limiter(limits); // real time: threads wait for each other
    std::atomic<int> running = 0;
    std::atomic<int> inAnna = 0;
    std::atomic<int> most = 0;
    std::atomic<int> mostInAnna = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            for (int n = 0; n < 50; ++n) {
                const bool anna = i % 2 == 0;
                const auto permit = limiter.acquire(anna ? m_anna : m_ben, 1, seconds(60), {});
                const int now = ++running;
                const int nowInAnna = anna ? ++inAnna : 0;
                for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
                }
                for (int seen = mostInAnna; nowInAnna > seen && !mostInAnna.compare_exchange_weak(seen, nowInAnna);) {
                }
                std::this_thread::yield();
                if (anna)
                    --inAnna;
                --running;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(most <= 3);
    QVERIFY(mostInAnna <= 2);
}

void TestGraphLimits::givesTheWaitInsteadOfAPlace()
{
    graph::Limits limits;
    limits.requests = 2;
    limits.bytes = 1000;
    auto limiter = this->limiter(limits);
    QVERIFY(limiter.acquire(m_anna, 10, seconds(2), {}));
    QVERIFY(limiter.acquire(m_anna, 10, seconds(2), {}));
    const auto none = limiter.acquire(m_anna, 10, seconds(2), {});
    QVERIFY(!none);
    QVERIFY(none.wait() == seconds(610));
    QVERIFY(limiter.acquire(m_ben, 900, seconds(2), {}));
    const auto full = limiter.acquire(m_ben, 900, seconds(2), {});
    QVERIFY(!full);
    QVERIFY(full.wait() == seconds(305));
    QVERIFY(limiter.acquire({}, 0, seconds(2), {})); // the directory has no such limits
}

void TestGraphLimits::pausesTheRefusedMailboxOnly()
{
    auto limiter = this->limiter({});
    limiter.refused(m_anna, m_now, seconds(30));
    const auto none = limiter.acquire(m_anna, 0, seconds(2), {});
    QVERIFY(!none);
    QVERIFY(none.wait() == seconds(30));
    QVERIFY(limiter.acquire(m_ben, 0, seconds(2), {}));
    m_now += seconds(30);
    QVERIFY(limiter.acquire(m_anna, 0, seconds(2), {}));
}

void TestGraphLimits::shrinksOnceForRequestsOfOneTime()
{
    auto limiter = this->limiter({});
    QCOMPARE(limiter.allowed(), 4);
    const auto together = m_now;
    m_now += milliseconds(60);
    for (int i = 0; i < 4; ++i)
        limiter.refused(m_anna, together, seconds(1));
    QCOMPARE(limiter.allowed(), 3);
    for (int i = 0; i < 4; ++i) {
        m_now += milliseconds(60);
        limiter.refused(m_anna, m_now, seconds(1));
    }
    QCOMPARE(limiter.allowed(), 1);
}

void TestGraphLimits::growsAgainWithPatience()
{
    auto limiter = this->limiter({});
    const auto refuse = [&] {
        m_now += seconds(1);
        limiter.refused(m_anna, m_now, milliseconds(1));
    };
    const auto takenUntilMore = [&] {
        const int before = limiter.allowed();
        for (int taken = 1; taken < 100'000; ++taken) {
            limiter.taken();
            if (limiter.allowed() > before)
                return taken;
        }
        return 0;
    };
    refuse();
    QCOMPARE(limiter.allowed(), 3);
    const int first = takenUntilMore();
    QVERIFY(first > 0);
    // Each try that is refused makes the next one rarer, but never the last one.
    int last = first;
    for (int i = 0; i < 10; ++i) {
        refuse();
        const int taken = takenUntilMore();
        QVERIFY(taken >= last);
        QVERIFY(taken <= 3200);
        last = taken;
    }
    QVERIFY(last >= 4 * first);
    QCOMPARE(limiter.allowed(), 4);
}

void TestGraphLimits::handsAFreePlaceToWhoMayGo()
{
    graph::Limits limits;
    limits.concurrency = 2;
    limits.mailboxConcurrency = 1;
    limits.requests = 3;
    auto limiter = this->limiter(limits);
    auto anna = limiter.acquire(m_anna, 0, seconds(60), {});
    auto ben = limiter.acquire(m_ben, 0, seconds(60), {});
    QVERIFY(anna && ben);
    std::atomic<int> gotten = 0;
    std::vector<std::thread> threads;
    // Two for each mailbox; one after the other goes as places get free, whoever came first.
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            const auto permit = limiter.acquire(i % 2 == 0 ? m_anna : m_ben, 0, seconds(60), {});
            gotten += bool(permit);
        });
    }
    ben.release();
    anna.release();
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(gotten.load(), 4);
    const auto none = limiter.acquire(m_anna, 0, seconds(60), {});
    QVERIFY(!none);
    QVERIFY(none.wait() == seconds(610));
}

void TestGraphLimits::endsWaitingWhenCancelled()
{
    graph::Limits limits;
    limits.concurrency = 1;
    Limiter limiter(limits);
    const CancelToken cancel;
    const auto held = limiter.acquire(m_anna, 0, seconds(60), {});
    std::atomic<bool> got = true;
    std::thread waiter([&] { got = bool(limiter.acquire(m_anna, 0, seconds(60), cancel)); });
    cancel.cancel();
    waiter.join();
    QVERIFY(!got);
}

void TestGraphLimits::waitsLongerEachTime()
{
    for (int attempt = 1; attempt < 20; ++attempt) {
        const auto full = std::min<milliseconds>(milliseconds(60'000), milliseconds(500) * (1 << std::min(attempt - 1, 10)));
        for (int i = 0; i < 50; ++i) {
            const milliseconds length = graph::backoff(attempt);
            QVERIFY(length >= full * 3 / 4);
            QVERIFY(length <= full * 5 / 4);
        }
    }
}

QTEST_GUILESS_MAIN(TestGraphLimits)
#include "tst_graph_limits.moc"
