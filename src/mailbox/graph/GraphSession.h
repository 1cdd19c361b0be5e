#pragma once

#include "mailbox/graph/GraphDelivery.h"

#include <memory>

namespace tallybridge::graph {

/// Works on several copies of a lease at the same time; the limiter they share keeps them within what the service permits.
class Session : public DestinationSession
{
public:
    /// mayRemove: whether mails that a former process of this writer began may be removed.
    Session(std::shared_ptr<Service> service, int concurrency, bool mayRemove)
        : m_service(std::move(service)), m_concurrency(concurrency), m_mayRemove(mayRemove)
    {
    }

    std::vector<DeliveryReceipt> deliver(std::span<const CopyJob> jobs, const CancelToken &cancel) override;
    std::vector<CopyPresence> verify(std::span<const CopyReference> copies, const CancelToken &cancel) override;
    Result<void> readBack(std::span<const MailAddress> mailboxes, const std::function<void(const FoundCopy &)> &found,
                          const CancelToken &cancel) override;

private:
    /// Calls work for 0 to count - 1, on this thread and helpers.
    void share(size_t count, const std::function<void(size_t)> &work) const;

    const std::shared_ptr<Service> m_service;
    const int m_concurrency;
    const bool m_mayRemove;
};

} // namespace tallybridge::graph
