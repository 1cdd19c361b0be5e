#pragma once

#include "app/Operation.h"
#include "app/OperationThreads.h"
#include "app/ProgressRelay.h"
#include "engine/ConnectorService.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <type_traits>

namespace tallybridge {

/// Makes calls of the engine's façade on threads of its own and hands each answer to the thread that asked: one reader thread for queries,
/// in the order they were asked, and one thread for each long operation. Every call is answered exactly once, with the result of the work,
/// its Failure, or the Failure Cancelled when it was cancelled before the work began.
/// All functions are for the thread that made the host (the owner).
class ServiceHost
{
public:
    /// Brings a function to the owner's thread and runs it there later, in the order of the calls. Any thread may call it. It may drop
    /// functions when the owner goes away.
    using Post = std::function<void(std::function<void()>)>;

    ServiceHost(EngineContext context, Post post);
    /// Cancels everything and waits for the threads. Calls that had not begun are answered with Cancelled, as far as Post still delivers.
    ~ServiceHost();
    ServiceHost(const ServiceHost &) = delete;
    ServiceHost &operator=(const ServiceHost &) = delete;

    /// A short query. work: Result<T>(ConnectorService &), called on the reader thread; done: void(Result<T>), called on the owner's.
    template <typename Work, typename Done>
    Operation read(Work work, Done done)
    {
        const Operation operation;
        enqueue({operation.token(), [work = std::move(work), done = std::move(done)](ConnectorService *service) mutable -> Answer {
                     using Outcome = std::invoke_result_t<Work &, ConnectorService &>;
                     auto outcome = std::make_shared<Outcome>(service ? work(*service) : Outcome(cancelled()));
                     return [outcome, done = std::move(done)]() mutable { done(std::move(*outcome)); };
                 }});
        return operation;
    }

    /// A long operation on a thread of its own. work: Result<T>(ConnectorService &, const RunControl &); done as for read(); progress is
    /// called on the owner's thread at most ten times a second, never after done.
    template <typename Work, typename Done>
    Operation run(Work work, Done done, std::function<void(const ProgressSnapshot &)> progress = {})
    {
        return start(
            [work = std::move(work), done = std::move(done)](ConnectorService &service, const RunControl &control) mutable -> Answer {
                using Outcome = std::invoke_result_t<Work &, ConnectorService &, const RunControl &>;
                auto outcome = std::make_shared<Outcome>(control.cancel.isCancelled() ? Outcome(cancelled()) : work(service, control));
                return [outcome, done = std::move(done)]() mutable { done(std::move(*outcome)); };
            },
            std::move(progress));
    }

private:
    using Answer = std::function<void()>;
    struct Query {
        CancelToken token;
        std::function<Answer(ConnectorService *)> work; ///< null: cancelled before it began
    };
    using RunWork = std::function<Answer(ConnectorService &, const RunControl &)>;

    static Failure cancelled() { return {FailureCode::Cancelled, {}, {}, true}; }
    void enqueue(Query query);
    Operation start(RunWork work, std::function<void(const ProgressSnapshot &)> progress);
    void readUntilEnd();

    const EngineContext m_context;
    const Post m_post;
    OperationThreads m_runs;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Query> m_queries;
    bool m_ending = false;
    std::thread m_reader;
};

} // namespace tallybridge
