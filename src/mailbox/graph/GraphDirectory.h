#pragma once

#include "core/MailAddress.h"
#include "mailbox/Destination.h"
#include "mailbox/graph/GraphClient.h"

#include <QHash>
#include <QSet>

#include <mutex>

namespace tallybridge::graph {

/// A user with a mailbox.
struct User {
    QString id;          ///< empty: nobody
    MailAddress address; ///< the one that stands for the mailbox: mail, else the user principal name
};

/// Who is behind an address. Answers are kept as long as the object lives, and those of earlier objects can be told to it. Any thread may
/// call anything.
class Directory
{
public:
    Directory(Client &client, QString tenant) : m_client(client), m_tenant(std::move(tenant)) {}

    /// The user whose address, primary or not, or user principal name this is, and whose mailbox answers, or refuses access; id empty when
    /// there is none. An address of one user outweighs a principal name of another. Failures: PermissionMissing, Client's.
    Result<User> find(const MailAddress &address, const CancelToken &cancel);

    /// The same without asking for the mailbox: who a copy's mailbox is.
    Result<User> resolve(const MailAddress &mailbox, const CancelToken &cancel);

    /// Answers of an earlier find(), and those that find() got since from the service.
    void remember(const std::vector<KnownMailbox> &known);
    std::vector<KnownMailbox> learned();
    /// The service does not know a user with this id any more. True: that one was only remembered, so that resolving again may help.
    bool forget(const QString &id);

    /// Calls found for every person with an address, with the numbers the directory has. Failures: as find().
    Result<void> people(const std::function<void(const DirectoryPerson &)> &found, const CancelToken &cancel);

    /// Calls found for every user that has an address. Failures: as find().
    Result<void> all(const std::function<void(const User &)> &found, const CancelToken &cancel);

    /// Whether we may read the directory. Failures: as find().
    Result<void> check(const CancelToken &cancel);

private:
    Result<User> ask(const MailAddress &address, const CancelToken &cancel);
    Result<User> byAddress(const MailAddress &address, const CancelToken &cancel);
    void learn(const MailAddress &address, const User &user);
    Result<bool> hasMailbox(const User &user, const CancelToken &cancel);
    Failure refusalOf(const Reply &reply) const;

    Client &m_client;
    const QString m_tenant;
    std::mutex m_mutex;
    QHash<MailAddress, User> m_users; ///< by every address that was asked for
    QHash<QString, bool> m_mailboxes; ///< by user id
    QSet<MailAddress> m_remembered;   ///< addresses in m_users that were not asked for since
    QSet<QString> m_forgotten;        ///< ids of users who were remembered wrongly
    QHash<MailAddress, KnownMailbox> m_learned;
};

} // namespace tallybridge::graph
