#pragma once

#include "mailbox/graph/GraphClient.h"

#include <QHash>
#include <QSet>

#include <condition_variable>
#include <mutex>

namespace tallybridge::graph {

/// The archive folders of the mailboxes: found by name, made where there is none. Any thread may call anything; of several that ask for the
/// same mailbox one asks the service.
class Folders
{
public:
    Folders(Client &client, QString name) : m_client(client), m_name(std::move(name)) {}

    /// The id of the folder in this user's mailbox, or the service's refusal as a reply.
    struct Answer {
        QString id;
        Reply refusal; ///< when id is empty; status 404 when the folder is not there and is not to be made
    };
    Result<Answer> find(const QString &user, bool make, const CancelToken &cancel);

    /// The folder that was known is not there any more.
    void forget(const QString &user, const QString &id);

private:
    Result<Answer> ask(const QString &user, bool make, const CancelToken &cancel);
    Result<Answer> look(const QString &user, const CancelToken &cancel);

    Client &m_client;
    const QString m_name;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    QHash<QString, QString> m_folders; ///< by user
    QSet<QString> m_asking;
};

} // namespace tallybridge::graph
