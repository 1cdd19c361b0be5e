#include "app/OperationThreads.h"

namespace tallybridge {

OperationThreads::~OperationThreads()
{
    cancelAll();
    join();
}

Operation OperationThreads::start(std::function<void(const CancelToken &)> work)
{
    joinEnded();
    const Operation operation;
    auto run = std::make_unique<Run>();
    run->token = operation.token();
    Run *const state = run.get();
    m_runs.push_back(std::move(run));
    state->thread = std::thread([state, work = std::move(work)] {
        work(state->token);
        state->ended = true;
    });
    return operation;
}

void OperationThreads::cancelAll()
{
    for (const auto &run : m_runs)
        run->token.cancel();
}

void OperationThreads::join()
{
    for (const auto &run : m_runs)
        run->thread.join();
    m_runs.clear();
}

void OperationThreads::joinEnded()
{
    std::erase_if(m_runs, [](const std::unique_ptr<Run> &run) {
        if (!run->ended)
            return false;
        run->thread.join();
        return true;
    });
}

} // namespace tallybridge
