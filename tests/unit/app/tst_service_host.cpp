#include "app/Application.h"
#include "app/ServiceHost.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tallybridge;

namespace {

/// Stands for the GUI thread: keeps what is posted until the test runs it.
class Inbox
{
public:
    void post(std::function<void()> function)
    {
        const std::lock_guard lock(m_mutex);
        m_functions.push_back(std::move(function));
        m_changed.notify_all();
    }
    ServiceHost::Post poster()
    {
        return [this](std::function<void()> function) { post(std::move(function)); };
    }
    /// Runs what is posted until the condition holds.
    template <typename Condition>
    void runUntil(Condition condition)
    {
        while (!condition())
            next()();
    }
    /// Runs what is there, waits for nothing.
    void drain()
    {
        std::deque<std::function<void()>> functions;
        {
            const std::lock_guard lock(m_mutex);
            functions.swap(m_functions);
        }
        for (const auto &function : functions)
            function();
    }

private:
    std::function<void()> next()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_functions.empty(); });
        auto function = std::move(m_functions.front());
        m_functions.pop_front();
        return function;
    }
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_functions;
};

/// A door that opens once.
class Gate
{
public:
    void open()
    {
        const std::lock_guard lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
};

void waitForCancel(const CancelToken &cancel)
{
    Gate gate;
    const auto waker = cancel.onCancel([&gate] { gate.open(); });
    gate.pass();
}

} // namespace

class ServiceHostTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answersInTheOrderOfTheQuestions();
    void handsFailuresOver();
    void workRunsOnOtherThreads();
    void cancelledBeforeItBegan();
    void cancelReachesTheRunningWork();
    void readersDoNotWaitForRuns();
    void progressComesBeforeTheAnswer();
    void theEndCancelsAndAnswersAll();
    void relayKeepsTheNewestAndTheRate();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    EngineContext m_context;
    std::unique_ptr<Inbox> m_inbox;
};

void ServiceHostTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_context = Application::open(m_folder->path()).value();
    m_inbox = std::make_unique<Inbox>();
}

void ServiceHostTest::answersInTheOrderOfTheQuestions()
{
    ServiceHost host(m_context, m_inbox->poster());
    std::vector<int> answers;
    for (int i = 0; i < 20; ++i)
        host.read([i](ConnectorService &) { return Result<int>(i); }, [&answers](Result<int> result) { answers.push_back(*result); });
    m_inbox->runUntil([&answers] { return answers.size() == 20; });
    for (int i = 0; i < 20; ++i)
        QCOMPARE(answers[size_t(i)], i);
}

void ServiceHostTest::handsFailuresOver()
{
    ServiceHost host(m_context, m_inbox->poster());
    std::optional<FailureCode> code;
    host.read([](ConnectorService &service) { return service.find(QStringLiteral("nobody")); },
              [&code](const Result<Connector> &result) { code = result.failure().code; });
    m_inbox->runUntil([&code] { return code.has_value(); });
    QCOMPARE(*code, FailureCode::ConnectorNotFound);

    std::optional<bool> ok;
    host.run([](ConnectorService &, const RunControl &) { return Result<void>(); },
             [&ok](const Result<void> &result) { ok = result.ok(); });
    m_inbox->runUntil([&ok] { return ok.has_value(); });
    QVERIFY(*ok);
}

void ServiceHostTest::workRunsOnOtherThreads()
{
    ServiceHost host(m_context, m_inbox->poster());
    const auto here = std::this_thread::get_id();
    std::vector<std::thread::id> ids;
    std::thread::id answered;
    const auto done = [&](const Result<std::thread::id> &id) {
        ids.push_back(*id);
        answered = std::this_thread::get_id();
    };
    host.read([](ConnectorService &) { return Result<std::thread::id>(std::this_thread::get_id()); }, done);
    host.run([](ConnectorService &, const RunControl &) { return Result<std::thread::id>(std::this_thread::get_id()); }, done);
    m_inbox->runUntil([&ids] { return ids.size() == 2; });
    QVERIFY(ids[0] != here && ids[1] != here && ids[0] != ids[1]);
    QVERIFY(answered == here);
}

void ServiceHostTest::cancelledBeforeItBegan()
{
    ServiceHost host(m_context, m_inbox->poster());
    Gate gate;
    int answers = 0;
    bool worked = false;
    host.read(
        [&gate](ConnectorService &) {
            gate.pass();
            return Result<int>(1);
        },
        [&answers](const Result<int> &) { ++answers; });
    std::optional<FailureCode> code;
    const Operation second = host.read(
        [&worked](ConnectorService &) {
            worked = true;
            return Result<int>(2);
        },
        [&](const Result<int> &result) {
            ++answers;
            code = result.failure().code;
        });
    second.cancel();
    gate.open();
    m_inbox->runUntil([&answers] { return answers == 2; });
    QVERIFY(!worked);
    QCOMPARE(*code, FailureCode::Cancelled);
}

void ServiceHostTest::cancelReachesTheRunningWork()
{
    ServiceHost host(m_context, m_inbox->poster());
    Gate begun;
    std::optional<bool> cancelled;
    const Operation operation = host.run(
        [&begun](ConnectorService &, const RunControl &control) {
            begun.open();
            waitForCancel(control.cancel);
            return Result<bool>(control.cancel.isCancelled());
        },
        [&cancelled](const Result<bool> &result) { cancelled = *result; });
    begun.pass();
    operation.cancel();
    m_inbox->runUntil([&cancelled] { return cancelled.has_value(); });
    QVERIFY(*cancelled);
}

void ServiceHostTest::readersDoNotWaitForRuns()
{
    ServiceHost host(m_context, m_inbox->poster());
    Gate gate;
    int runs = 0;
    for (int i = 0; i < 3; ++i) {
        host.run(
            [&gate](ConnectorService &, const RunControl &) {
                gate.pass();
                return Result<void>();
            },
            [&runs](const Result<void> &) { ++runs; });
    }
    bool answered = false;
    host.read([](ConnectorService &service) { return service.list(); },
              [&answered](const Result<std::vector<Connector>> &) { answered = true; });
    m_inbox->runUntil([&answered] { return answered; });
    QCOMPARE(runs, 0);
    gate.open();
    m_inbox->runUntil([&runs] { return runs == 3; });
}

void ServiceHostTest::progressComesBeforeTheAnswer()
{
    ServiceHost host(m_context, m_inbox->poster());
    qint64 shown = 0;
    int shownCount = 0;
    std::optional<qint64> shownAtTheEnd;
    host.run(
        [](ConnectorService &, const RunControl &control) {
            ProgressSnapshot snapshot;
            snapshot.phase = ProgressSnapshot::Phase::Importing;
            for (snapshot.itemsDone = 1; snapshot.itemsDone < 1000; ++snapshot.itemsDone)
                control.progress(snapshot);
            snapshot.phase = ProgressSnapshot::Phase::Done;
            control.progress(snapshot);
            return Result<void>();
        },
        [&](const Result<void> &) { shownAtTheEnd = shown; },
        [&](const ProgressSnapshot &snapshot) {
            shown = snapshot.itemsDone;
            ++shownCount;
        });
    m_inbox->runUntil([&shownAtTheEnd] { return shownAtTheEnd.has_value(); });
    QCOMPARE(*shownAtTheEnd, 1000);
    QVERIFY(shownCount < 100);
}

void ServiceHostTest::theEndCancelsAndAnswersAll()
{
    int answers = 0;
    int cancelledQueries = 0;
    Gate begun;
    Gate reading;
    std::unique_ptr<CancelToken::Waker> waker;
    {
        ServiceHost host(m_context, m_inbox->poster());
        host.run(
            [&begun](ConnectorService &, const RunControl &control) {
                begun.open();
                waitForCancel(control.cancel);
                return Result<void>();
            },
            [&answers](const Result<void> &) { ++answers; });
        Gate atTheGate;
        host.read(
            [&](ConnectorService &) {
                atTheGate.open();
                reading.pass();
                return Result<int>(1);
            },
            [&answers](const Result<int> &) { ++answers; });
        atTheGate.pass();
        for (int i = 0; i < 5; ++i) {
            const Operation queued = host.read([](ConnectorService &) { return Result<int>(1); },
                                               [&](const Result<int> &result) {
                                                   ++answers;
                                                   if (!result && result.failure().code == FailureCode::Cancelled)
                                                       ++cancelledQueries;
                                               });
            // The reader stands at its gate until the host's end cancels what is queued.
            if (!waker)
                waker = queued.token().onCancel([&reading] { reading.open(); });
        }
        begun.pass();
    }
    m_inbox->drain();
    QCOMPARE(answers, 7);
    QCOMPARE(cancelledQueries, 5);
}

void ServiceHostTest::relayKeepsTheNewestAndTheRate()
{
    Inbox inbox;
    std::vector<qint64> shown;
    ProgressRelay relay([&inbox](std::function<void()> function) { inbox.post(std::move(function)); },
                        [&shown](const ProgressSnapshot &snapshot) { shown.push_back(snapshot.itemsDone); });
    const ProgressRelay::TimePoint begin{};
    const auto offer = [&](qint64 items, int milliseconds, ProgressSnapshot::Phase phase = ProgressSnapshot::Phase::Importing) {
        ProgressSnapshot snapshot;
        snapshot.itemsDone = items;
        snapshot.phase = phase;
        relay.offer(snapshot, begin + std::chrono::milliseconds(milliseconds));
    };
    offer(1, 0);
    inbox.drain();
    offer(2, 50); // too soon
    inbox.drain();
    offer(3, 100);
    offer(4, 110); // takes the place of the one under way
    offer(5, 300);
    inbox.drain();
    offer(6, 310, ProgressSnapshot::Phase::Done);
    inbox.drain();
    inbox.drain();
    QCOMPARE(shown, (std::vector<qint64>{1, 5, 6}));
}

QTEST_GUILESS_MAIN(ServiceHostTest)
#include "tst_service_host.moc"
