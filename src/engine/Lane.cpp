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
        recorder.submit(std::move(receipts));
        queue.release(lease);
    }
}

} // namespace tallybridge
