#include "mailbox/graph/GraphSession.h"

#include "mailbox/graph/GraphVerify.h"

#include <QHash>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace tallybridge::graph {

void Session::share(size_t count, const std::function<void(size_t)> &work) const
{
    std::atomic<size_t> next = 0;
    const auto run = [&] {
        for (size_t i = next++; i < count; i = next++)
            work(i);
    };
    std::vector<std::thread> helpers;
    for (size_t i = 1; i < std::min(count, size_t(std::max(1, m_concurrency))); ++i)
        helpers.emplace_back(run);
    run();
    for (std::thread &helper : helpers)
        helper.join();
}

std::vector<DeliveryReceipt> Session::deliver(std::span<const CopyJob> jobs, const CancelToken &cancel)
{
    std::vector<DeliveryReceipt> receipts(jobs.size());
    share(jobs.size(), [&](size_t i) { receipts[i] = Delivery(*m_service, jobs[i], cancel).run(); });
    return receipts;
}

std::vector<CopyPresence> Session::verify(std::span<const CopyReference> copies, const CancelToken &cancel)
{
    std::vector<CopyPresence> answers(copies.size(), CopyPresence::Unchecked);
    QHash<MailAddress, std::vector<size_t>> byMailbox;
    for (size_t i = 0; i < copies.size(); ++i)
        byMailbox[copies[i].mailbox].push_back(i);
    const std::vector<std::vector<size_t>> groups(byMailbox.cbegin(), byMailbox.cend());
    share(groups.size(), [&](size_t group) {
        std::vector<CopyReference> references;
        for (const size_t i : groups[group])
            references.push_back(copies[i]);
        const auto found = MailboxReader(*m_service, cancel).verify(references);
        for (size_t i = 0; i < found.size(); ++i)
            answers[groups[group][i]] = found[i];
    });
    return answers;
}

Result<void> Session::readBack(std::span<const MailAddress> mailboxes, const std::function<void(const FoundCopy &)> &found,
                               const CancelToken &cancel)
{
    std::vector<User> users;
    for (const MailAddress &mailbox : mailboxes) {
        const auto user = m_service->directory.resolve(mailbox, cancel);
        if (!user)
            return user.failure();
        if (!user->id.isEmpty())
            users.push_back(*user);
    }
    if (mailboxes.empty()) {
        if (auto listed = m_service->directory.all([&users](const User &user) { users.push_back(user); }, cancel); !listed)
            return listed;
    }
    std::mutex mutex;
    Result<void> result;
    share(users.size(), [&](size_t i) {
        {
            const std::lock_guard lock(mutex);
            if (!result)
                return;
        }
        std::vector<FoundCopy> mails;
        const auto read =
            MailboxReader(*m_service, cancel).readBack(users[i], m_mayRemove, [&mails](const FoundCopy &copy) { mails.push_back(copy); });
        const std::lock_guard lock(mutex);
        for (const FoundCopy &copy : mails)
            found(copy);
        if (!read && result)
            result = read.failure();
    });
    return result;
}

} // namespace tallybridge::graph
