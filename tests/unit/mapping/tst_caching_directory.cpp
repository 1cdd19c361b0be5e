#include "FakeDirectory.h"
#include "mapping/CachingDirectory.h"

#include <QTest>
#include <atomic>
#include <thread>
#include <vector>

using namespace tallybridge;

namespace {

MailAddress address(const char *text)
{
    return MailAddress::parse(QString::fromLatin1(text)).value();
}

/// Lets nobody have an answer before everybody has come to ask, as far as that can be known from outside.
class SlowDirectory : public Directory
{
public:
    Result<MailAddress> findMailbox(const MailAddress &address) override
    {
        const int nth = ++calls;
        while (arrived < expected)
            std::this_thread::yield();
        if (nth <= failures)
            return Failure{FailureCode::DestinationUnavailable, {}, {}, true};
        return address;
    }

    std::atomic<int> calls = 0;
    std::atomic<int> arrived = 0;
    int expected = 0;
    int failures = 0;
};

} // namespace

class TestCachingDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOnce()
    {
        auto fake = std::make_shared<FakeDirectory>(QStringList{QStringLiteral("ann@x.example a@x.example")});
        CachingDirectory caching(fake);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(caching.findMailbox(address("a@x.example")).value().text(), QStringLiteral("ann@x.example"));
            QVERIFY(caching.findMailbox(address("nobody@x.example")).value().isNull());
            QCOMPARE(caching.findMailbox(address("A@X.example")).value().text(), QStringLiteral("ann@x.example"));
        }
        QCOMPARE(fake->asked, (QStringList{QStringLiteral("a@x.example"), QStringLiteral("nobody@x.example")}));
    }

    void forgetsFailures()
    {
        auto fake = std::make_shared<FakeDirectory>(QStringList{QStringLiteral("ann@x.example")});
        CachingDirectory caching(fake);
        fake->unavailable = true;
        for (int i = 0; i < 2; ++i) {
            const auto answer = caching.findMailbox(address("ann@x.example"));
            QVERIFY(!answer);
            QCOMPARE(answer.failure().code, FailureCode::DestinationUnavailable);
            QVERIFY(answer.failure().retryable);
        }
        fake->unavailable = false;
        QCOMPARE(caching.findMailbox(address("ann@x.example")).value().text(), QStringLiteral("ann@x.example"));
        fake->unavailable = true;
        QCOMPARE(caching.findMailbox(address("ann@x.example")).value().text(), QStringLiteral("ann@x.example"));
        QCOMPARE(fake->asked.size(), 3);
    }

    void asksOnceForManyThreads_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("calls");
        QTest::newRow("answered at once") << 0 << 1;
        QTest::newRow("first one fails") << 1 << 2;
        QTest::newRow("three fail") << 3 << 4;
    }
    void asksOnceForManyThreads()
    {
        QFETCH(int, failures);
        auto slow = std::make_shared<SlowDirectory>();
        slow->expected = 8;
        slow->failures = failures;
        CachingDirectory caching(slow);
        std::atomic<int> answered = 0;
        std::atomic<int> failed = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < slow->expected; ++i) {
            threads.emplace_back([&] {
                ++slow->arrived;
                const auto answer = caching.findMailbox(address("ann@x.example"));
                ++(answer ? answered : failed);
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QTEST(slow->calls.load(), "calls");
        QCOMPARE(failed.load(), failures);
        QCOMPARE(answered.load(), slow->expected - failures);
    }

    void asksForDifferentAddressesAtTheSameTime()
    {
        // Both calls wait for each other: with the lock held while asking this would never end.
        struct Meeting : Directory {
            std::atomic<int> inside = 0;
            Result<MailAddress> findMailbox(const MailAddress &address) override
            {
                ++inside;
                while (inside < 2)
                    std::this_thread::yield();
                return address;
            }
        };
        auto meeting = std::make_shared<Meeting>();
        CachingDirectory caching(meeting);
        std::thread other([&caching] { QVERIFY(caching.findMailbox(address("b@x.example")).ok()); });
        QVERIFY(caching.findMailbox(address("a@x.example")).ok());
        other.join();
        QCOMPARE(meeting->inside.load(), 2);
    }
};

QTEST_APPLESS_MAIN(TestCachingDirectory)
#include "tst_caching_directory.moc"
