#pragma once

#include "mailbox/graph/GraphDelivery.h"

namespace tallybridge::graph {

/// Reads one mailbox back and compares it with what was written. One object per mailbox, one thread.
class MailboxReader
{
public:
    MailboxReader(Service &service, const CancelToken &cancel) : m_service(service), m_cancel(cancel) {}

    /// What became of copies of this mailbox (all of one); one answer for each, in their order.
    std::vector<CopyPresence> verify(const std::vector<CopyReference> &copies);

    /// Destination::lookAtOne() for this user.
    Result<std::vector<MailTrait>> lookAtOne(const User &user);

    /// Calls found for each whole mail of ours, in whatever folder, and, with mayRemove, removes those that were begun and never completed.
    /// Mailboxes that are none or refuse access hold nothing that could be read. Failures: Client's.
    Result<void> readBack(const User &user, bool mayRemove, const std::function<void(const FoundCopy &)> &found);

private:
    /// Calls found for each mail of ours in this state. False: the mailbox is none, or refuses access.
    Result<bool> eachOfState(const QString &user, QLatin1String state, const std::function<void(const OurMail &)> &found);
    struct Seen {
        OurMail mail;
        QJsonObject fields;
    };
    /// Every mail that the filter finds, with its properties and fields. False: it cannot be said what is there.
    bool read(const QString &user, const QString &filter, std::vector<Seen> &seen);
    CopyPresence presence(const QString &user, const QString &folder, const CopyReference &copy, std::vector<const Seen *> mails);
    /// Nothing when it cannot be said.
    std::optional<bool> answersFor(const QString &user, const CopyReference &copy, const Seen &seen);
    std::optional<std::vector<qint64>> fileSizes(const QString &user, const QString &message);

    Service &m_service;
    const CancelToken &m_cancel;
};

} // namespace tallybridge::graph
