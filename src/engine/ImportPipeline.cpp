#include "engine/ImportPipeline.h"

#include "engine/Lane.h"
#include "engine/ProgressReporter.h"

#include <algorithm>
#include <mutex>
#include <thread>

namespace tallybridge {

namespace {

// Bytes on their way through the pipeline, as FeedPort::takeRoom() counts them.
constexpr qint64 budgetBytes = 32LL << 20;

// The first failure wins and stops everybody.
class FirstFailure
{
public:
    explicit FirstFailure(CancelToken stop) : m_stop(std::move(stop)) {}

    void report(const Result<void> &result)
    {
        if (result || result.failure().code == FailureCode::Cancelled)
            return;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_failure)
                m_failure = result.failure();
        }
        m_stop.cancel();
    }

    std::optional<Failure> take()
    {
        const std::lock_guard lock(m_mutex);
        return m_failure;
    }

private:
    const CancelToken m_stop;
    std::mutex m_mutex;
    std::optional<Failure> m_failure;
};

void runPreparer(const ItemPreparer &preparer, WorkQueue<RawItem> &items, Recorder &recorder, FeedBarrier &barrier, const CancelToken &stop,
                 FirstFailure &failure)
{
    while (auto raw = items.pop()) {
        if (stop.isCancelled())
            continue;
        auto prepared = preparer.prepare(std::move(*raw));
        if (!prepared)
            failure.report(prepared.failure());
        else if (auto *postponed = std::get_if<ItemPreparer::Postponed>(&*prepared))
            barrier.postpone(std::move(*postponed));
        else
            recorder.submit(std::move(std::get<PreparedItem>(*prepared)));
        // Whoever prepared the last one sees to it that the recorder waits for no more: the feed may be waiting for it.
        if (items.isEmpty())
            recorder.hurry();
    }
}

} // namespace

ImportPipeline::End ImportPipeline::run(const std::vector<std::unique_ptr<ItemFeed>> &feeds, const RunControl &control)
{
    const CancelToken stop;
    const auto cancelStops = control.cancel.onCancel([&stop] { stop.cancel(); });
    FirstFailure failure(stop);

    const int lanes = std::max(1, m_context.destination->limits().lanes);
    const unsigned preparers = std::max(1u, std::thread::hardware_concurrency());
    ByteBudget budget(budgetBytes);
    WorkQueue<RawItem> items;
    LaneQueue laneQueue(lanes, m_context.destination->limits().worthwhileCopies);
    FeedBarrier barrier(stop, [&laneQueue] { laneQueue.flush(); });
    const auto stopHurries = stop.onCancel([&laneQueue] { laneQueue.hurry(); });
    ProgressCounters counters;
    Recorder recorder(m_context, laneQueue, barrier, counters, stop);
    FeedPort port(items, budget, barrier, recorder, counters, stop);
    const ItemPreparer preparer(*m_context.type, m_context.settings, m_context.connectorId, m_context.resolver, m_context.run.started);
    ProgressReporter reporter(counters, control, *m_context.clock, m_context.run.started, [&laneQueue] { return laneQueue.waiting(); });

    std::thread recorderThread([&] { failure.report(recorder.run()); });
    std::vector<std::thread> laneThreads;
    for (int i = 0; i < lanes; ++i)
        laneThreads.emplace_back([&] { runLane(*m_context.destination, laneQueue, recorder, stop); });
    std::vector<std::thread> preparerThreads;
    for (unsigned i = 0; i < preparers; ++i)
        preparerThreads.emplace_back([&] { runPreparer(preparer, items, recorder, barrier, stop, failure); });
    std::thread fetcherThread([&] {
        for (const auto &feed : feeds) {
            if (!stop.isCancelled())
                failure.report(feed->run(port));
        }
    });

    // The stages end in the order of the flow: each closes the door of the next one.
    std::thread closer([&] {
        fetcherThread.join();
        counters.phase = ProgressSnapshot::Phase::Finishing;
        items.close();
        for (std::thread &thread : preparerThreads)
            thread.join();
        recorder.finish();
        recorderThread.join();
        for (std::thread &thread : laneThreads)
            thread.join();
        reporter.end();
    });
    reporter.reportUntilEnd();
    closer.join();

    End end;
    end.sums = recorder.sums();
    end.failure = failure.take();
    end.cancelled = control.cancel.isCancelled();
    return end;
}

} // namespace tallybridge
