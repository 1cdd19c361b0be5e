#include "mailbox/graph/GraphFolders.h"

#include <QJsonDocument>

namespace tallybridge::graph {

Result<Folders::Answer> Folders::find(const QString &user, bool make, const CancelToken &cancel)
{
    std::unique_lock lock(m_mutex);
    // Whoever asks is cancelled itself, so that nobody waits here for long.
    m_changed.wait(lock, [this, &user] { return !m_asking.contains(user); });
    if (const auto known = m_folders.constFind(user); known != m_folders.constEnd())
        return Answer{*known, {}};
    m_asking.insert(user);
    lock.unlock();
    auto answer = ask(user, make, cancel);
    lock.lock();
    m_asking.remove(user);
    if (answer && !answer->id.isEmpty())
        m_folders.insert(user, answer->id);
    lock.unlock();
    m_changed.notify_all();
    return answer;
}

Result<Folders::Answer> Folders::ask(const QString &user, bool make, const CancelToken &cancel)
{
    auto found = look(user, cancel);
    if (!found || !found->id.isEmpty() || found->refusal.status != 404 || !found->refusal.errorCode.isEmpty() || !make)
        return found;
    Call call;
    call.method = HttpRequest::Method::Post;
    call.path = QLatin1String("users/") + encoded(user) + QLatin1String("/mailFolders");
    call.body = QJsonDocument(QJsonObject{{QLatin1String("displayName"), m_name}}).toJson(QJsonDocument::Compact);
    call.mailbox = user;
    // Making it twice is refused, so that it may be asked again.
    const auto reply = m_client.ask(call, cancel);
    if (!reply)
        return reply.failure();
    if (const QString id = reply->createdId(); !id.isEmpty())
        return Answer{id, {}};
    // Made by an attempt whose answer was lost, or by another program.
    found = look(user, cancel);
    if (!found || !found->id.isEmpty())
        return found;
    return Answer{{}, *reply};
}

Result<Folders::Answer> Folders::look(const QString &user, const CancelToken &cancel)
{
    Call call;
    call.path = QLatin1String("users/") + encoded(user) +
                QLatin1String("/mailFolders?includeHiddenFolders=true&$select=id,displayName&$filter=") +
                encoded(QString(QLatin1String("displayName eq ") + quoted(m_name)));
    call.mailbox = user;
    call.answer = Call::Answer::List;
    const auto reply = m_client.ask(call, cancel);
    if (!reply)
        return reply.failure();
    if (!reply->isSuccess())
        return Answer{{}, *reply};
    Answer answer;
    answer.refusal.status = 404;
    for (const QJsonObject &folder : readPage(reply->body).items) {
        const QString name = folder[QLatin1String("displayName")].toString();
        // The filter compares without case; the very name is preferred.
        if (name == m_name || (answer.id.isEmpty() && name.compare(m_name, Qt::CaseInsensitive) == 0))
            answer.id = readId(folder[QLatin1String("id")]);
        if (name == m_name)
            break;
    }
    return answer;
}

void Folders::forget(const QString &user, const QString &id)
{
    const std::lock_guard lock(m_mutex);
    if (m_folders.value(user) == id)
        m_folders.remove(user);
}

} // namespace tallybridge::graph
