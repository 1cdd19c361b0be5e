#include "engine/Lane.h"

#include <algorithm>

namespace tallybridge {

namespace {

std::vector<DeliveryReceipt> failAll(const std::vector<CopyJob> &jobs, FailureReason reason, const Failure &failure)
{
    std::vector<DeliveryReceipt> receipts;
    receipts.reserve(jobs.size());
    for (const CopyJob &job : jobs)
        receipts.push_back({job.copyId, DeliveryReceipt::Status::Failed, reason, failure, {}});
    return receipts;
}

/// Takes the postponed receipts out; their jobs come again.
std::vector<LaneQueue::Postponed> takePostponed(std::vector<DeliveryReceipt> &receipts, const std::vector<CopyJob> &leased)
{
    std::vector<LaneQueue::Postponed> postponed;
    const auto isPostponed = [](const DeliveryReceipt &receipt) { return receipt.status == DeliveryReceipt::Status::Postponed; };
    if (std::none_of(receipts.begin(), receipts.end(), isPostponed))
        return postponed;
    std::vector<CopyJob> jobs = leased;
    for (const DeliveryReceipt &receipt : receipts) {
        if (!isPostponed(receipt))
            continue;
        const auto job = std::find_if(jobs.begin(), jobs.end(), [&receipt](const CopyJob &job) { return job.copyId == receipt.copyId; });
        if (job == jobs.end())
            continue;
        job->inDoubt = job->inDoubt || receipt.inDoubt;
        job->attempts += receipt.throttled ? 0 : 1;
        postponed.push_back({std::move(*job), receipt.delay});
        jobs.erase(job);
    }
    std::erase_if(receipts, isPostponed);
    return postponed;
}

} // namespace

void runLane(Destination &destination, LaneQueue &queue, Recorder &recorder, const CancelToken &stop)
{
    const DestinationLimits limits = destination.limits();
    std::unique_ptr<DestinationSession> session;
    for (;;) {
        const LaneQueue::Lease lease = queue.take(limits.batchCopies, limits.batchBytes);
        if (lease.jobs.empty())
            return;
        std::vector<DeliveryReceipt> receipts;
        Failure failure{FailureCode::Cancelled, {}, {}, true};
        if (!session && !stop.isCancelled()) {
            auto opened = destination.openSession();
            if (opened)
                session = std::move(*opened);
            else
                failure = opened.failure();
        }
        if (stop.isCancelled())
            receipts = failAll(lease.jobs, FailureReason::Cancelled, {FailureCode::Cancelled, {}, {}, true});
        else if (!session)
            receipts = failAll(lease.jobs, FailureReason::DestinationUnavailable, failure);
        else
            receipts = session->deliver(lease.jobs, stop);
        auto postponed = takePostponed(receipts, lease.jobs);
        if (!receipts.empty())
            recorder.submit(std::move(receipts));
        queue.release(lease, std::move(postponed));
    }
}

} // namespace tallybridge
