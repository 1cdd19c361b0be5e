#pragma once

#include "mailbox/Destination.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>

namespace tallybridge::test {

/// Mailboxes in memory, with faults on demand. It is strict: writing what lies there already without having been told to look counts as a
/// duplicate, which the tests expect never to happen.
class MemoryDestination : public Destination
{
public:
    using Key = std::pair<MailAddress, ItemKey>;
    struct Mail {
        QByteArray sha256;
        bool partial = false;
    };
    /// All sessions share it; guarded by mutex.
    struct Mailboxes {
        std::mutex mutex;
        std::map<Key, Mail> mails;
        std::set<MailAddress> absent; ///< addresses without a mailbox
        std::set<quint32> writers;
        std::vector<DirectoryPerson> people;
        std::vector<KnownMailbox> learned;    ///< what learned() gives
        std::vector<KnownMailbox> remembered; ///< what the last run told
        int duplicates = 0;
        int lookedFirst = 0;
        /// Asked before each write: a reason makes it fail.
        std::function<std::optional<FailureReason>(const CopyJob &)> fault;
        Failure faultDetail; ///< what the receipts of faults carry
        /// Asked after each write: true loses the receipt (the mail is there, the answer is not).
        std::function<bool(const CopyJob &)> losesReceipt;
    };

    explicit MemoryDestination(std::shared_ptr<Mailboxes> mailboxes) : m_mailboxes(std::move(mailboxes)) {}

    DestinationLimits limits() const override { return {2, 16, 1 << 20, 150LL << 20}; }
    Result<MailAddress> findMailbox(const MailAddress &address, const CancelToken &) override
    {
        const std::lock_guard lock(m_mailboxes->mutex);
        return m_mailboxes->absent.contains(address) || address.isUnderInvalid() ? MailAddress() : address;
    }
    Result<void> check(const CancelToken &) override { return {}; }
    void remember(const std::vector<KnownMailbox> &known) override { m_mailboxes->remembered = known; }
    std::vector<KnownMailbox> learned() override { return m_mailboxes->learned; }
    Result<void> listPeople(const std::function<void(const DirectoryPerson &)> &found, const CancelToken &) override
    {
        for (const DirectoryPerson &person : m_mailboxes->people)
            found(person);
        return {};
    }
    void setWriter(quint32 writer) override { m_mailboxes->writers.insert(writer); }
    Result<std::unique_ptr<DestinationSession>> openSession() override
    {
        return std::unique_ptr<DestinationSession>(std::make_unique<Session>(m_mailboxes));
    }

private:
    class Session : public DestinationSession
    {
    public:
        explicit Session(std::shared_ptr<Mailboxes> mailboxes) : m_mailboxes(std::move(mailboxes)) {}

        std::vector<DeliveryReceipt> deliver(std::span<const CopyJob> jobs, const CancelToken &cancel) override
        {
            std::vector<DeliveryReceipt> receipts;
            const std::lock_guard lock(m_mailboxes->mutex);
            for (const CopyJob &job : jobs)
                receipts.push_back(deliverOne(job, cancel));
            return receipts;
        }

        std::vector<CopyPresence> verify(std::span<const CopyReference> copies, const CancelToken &) override
        {
            std::vector<CopyPresence> answers;
            const std::lock_guard lock(m_mailboxes->mutex);
            for (const CopyReference &copy : copies)
                answers.push_back(m_mailboxes->mails.contains({copy.mailbox, copy.key}) ? CopyPresence::Present : CopyPresence::Missing);
            return answers;
        }

        Result<void> readBack(std::span<const MailAddress>, const std::function<void(const FoundCopy &)> &found,
                              const CancelToken &) override
        {
            const std::lock_guard lock(m_mailboxes->mutex);
            for (const auto &[key, mail] : m_mailboxes->mails)
                found({key.first, key.second, mail.partial});
            return {};
        }

    private:
        DeliveryReceipt deliverOne(const CopyJob &job, const CancelToken &cancel)
        {
            using Status = DeliveryReceipt::Status;
            if (cancel.isCancelled())
                return {job.copyId, Status::Failed, FailureReason::Cancelled, {}, {}};
            if (m_mailboxes->fault) {
                if (const auto reason = m_mailboxes->fault(job))
                    return {job.copyId, Status::Failed, *reason, m_mailboxes->faultDetail, {}};
            }
            const Key key{job.mailbox, job.message->key};
            const auto there = m_mailboxes->mails.find(key);
            if (job.lookFirst)
                ++m_mailboxes->lookedFirst;
            if (there != m_mailboxes->mails.end() && !job.replacePartial) {
                if (!job.lookFirst)
                    ++m_mailboxes->duplicates;
                return {job.copyId, Status::AlreadyThere, {}, {}, QStringLiteral("memory")};
            }
            m_mailboxes->mails[key] = {job.message->sha256, job.message->isPartial()};
            if (m_mailboxes->losesReceipt && m_mailboxes->losesReceipt(job))
                return {job.copyId, Status::Failed, FailureReason::DestinationUnavailable, {}, {}};
            return {job.copyId, Status::Written, {}, {}, QStringLiteral("memory")};
        }

        std::shared_ptr<Mailboxes> m_mailboxes;
    };

    std::shared_ptr<Mailboxes> m_mailboxes;
};

} // namespace tallybridge::test
