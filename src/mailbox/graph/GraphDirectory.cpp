#include "mailbox/graph/GraphDirectory.h"

#include <QJsonArray>

namespace tallybridge::graph {

namespace {

constexpr QLatin1String fields("$select=id,mail,userPrincipalName,proxyAddresses");
constexpr qsizetype mostKept = 1'000'000;
constexpr qsizetype longestText = 200; // of a name or number
constexpr qsizetype mostLearned = 100'000;

User userOf(const QJsonObject &object)
{
    User user;
    user.id = readId(object[QLatin1String("id")]);
    for (const QLatin1String name : {QLatin1String("mail"), QLatin1String("userPrincipalName")}) {
        if (user.address.isNull())
            user.address = MailAddress::parse(object[name].toString()).value_or(MailAddress());
    }
    return user.address.isNull() ? User() : user;
}

bool hasAddress(const QJsonObject &object, const MailAddress &address)
{
    if (object[QLatin1String("mail")].toString().compare(address.text(), Qt::CaseInsensitive) == 0)
        return true;
    const QString wanted = QLatin1String("smtp:") + address.text();
    const QJsonArray addresses = object[QLatin1String("proxyAddresses")].toArray();
    return std::any_of(addresses.begin(), addresses.end(),
                       [&wanted](const QJsonValue &value) { return value.toString().compare(wanted, Qt::CaseInsensitive) == 0; });
}

} // namespace

Failure Directory::refusalOf(const Reply &reply) const
{
    if (reply.status == 401)
        return {FailureCode::SignInRefused, {m_tenant, reply.errorCode}, {}, false};
    if (reply.status == 403)
        return {FailureCode::PermissionMissing, {m_tenant, QStringLiteral("User.Read.All")}, reply.errorCode, false};
    return m_client.refusalOf(reply);
}

Result<User> Directory::byAddress(const MailAddress &address, const CancelToken &cancel)
{
    const QString text = address.text();
    const QString filter = QLatin1String("mail eq ") + quoted(text) + QLatin1String(" or proxyAddresses/any(p:p eq ") +
                           quoted(QString(QLatin1String("smtp:") + text)) + QLatin1String(") or proxyAddresses/any(p:p eq ") +
                           quoted(QString(QLatin1String("SMTP:") + text)) + QLatin1Char(')');
    Call call;
    call.path = QLatin1String("users?$filter=") + encoded(filter) + QLatin1Char('&') + fields;
    call.answer = Call::Answer::List;
    const auto reply = m_client.ask(call, cancel);
    if (!reply)
        return reply.failure();
    if (!reply->isSuccess())
        return refusalOf(*reply);
    User user;
    for (const QJsonObject &object : readPage(reply->body).items) {
        const User found = userOf(object);
        if (found.id.isEmpty() || !hasAddress(object, address))
            continue;
        // Two users with one address are a fault of the directory: neither may be guessed.
        if (!user.id.isEmpty() && user.id != found.id)
            return User();
        user = found;
    }
    return user;
}

Result<User> Directory::ask(const MailAddress &address, const CancelToken &cancel)
{
    Call call;
    call.path = QLatin1String("users/") + encoded(address.text()) + QLatin1Char('?') + fields;
    call.answer = Call::Answer::Object;
    const auto reply = m_client.ask(call, cancel);
    if (!reply)
        return reply.failure();
    if (reply->isSuccess() && hasAddress(reply->body, address))
        return userOf(reply->body);
    if (!reply->isSuccess() && reply->status != 404 && reply->status != 400)
        return refusalOf(*reply);
    const auto other = byAddress(address, cancel);
    if (!other || !other->id.isEmpty())
        return other;
    return reply->isSuccess() ? userOf(reply->body) : User();
}

Result<User> Directory::resolve(const MailAddress &mailbox, const CancelToken &cancel)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_users.constFind(mailbox); known != m_users.constEnd())
            return *known;
    }
    const auto user = ask(mailbox, cancel);
    if (!user)
        return user;
    const std::lock_guard lock(m_mutex);
    m_forgotten.remove(user->id); // so it was right
    if (m_users.size() < mostKept) {
        m_users.insert(mailbox, *user);
        if (!user->id.isEmpty())
            m_users.insert(user->address, *user);
    }
    return user;
}

Result<bool> Directory::hasMailbox(const User &user, const CancelToken &cancel)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_mailboxes.constFind(user.id); known != m_mailboxes.constEnd())
            return *known;
    }
    Call call;
    call.path = QLatin1String("users/") + encoded(user.id) + QLatin1String("/mailFolders/inbox?$select=id");
    call.mailbox = user.id;
    call.answer = Call::Answer::Object;
    const auto reply = m_client.ask(call, cancel);
    if (!reply)
        return reply.failure();
    // Refused access says that there is a mailbox: its copies fail with that reason, where they would be unmapped otherwise.
    const bool has = reply->isSuccess() || reply->status == 403;
    if (!has && reply->status != 404)
        return refusalOf(*reply);
    const std::lock_guard lock(m_mutex);
    if (m_mailboxes.size() < mostKept)
        m_mailboxes.insert(user.id, has);
    return has;
}

Result<User> Directory::find(const MailAddress &address, const CancelToken &cancel)
{
    const auto user = resolve(address, cancel);
    if (user && user->id.isEmpty())
        learn(address, {});
    if (!user || user->id.isEmpty())
        return user;
    const auto has = hasMailbox(*user, cancel);
    if (!has)
        return has.failure();
    learn(address, *has ? *user : User());
    return *has ? user : Result<User>(User());
}

void Directory::learn(const MailAddress &address, const User &user)
{
    const std::lock_guard lock(m_mutex);
    if (!m_remembered.contains(address) && m_learned.size() < mostLearned)
        m_learned.insert(address, {address, user.address, user.id, true});
}

void Directory::remember(const std::vector<KnownMailbox> &known)
{
    const std::lock_guard lock(m_mutex);
    for (const KnownMailbox &entry : known) {
        const User user{entry.id, entry.mailbox};
        if (entry.address.isNull() || entry.id.isEmpty() != entry.mailbox.isNull())
            continue;
        m_users.insert(entry.address, user);
        m_remembered.insert(entry.address);
        if (entry.id.isEmpty())
            continue;
        m_mailboxes.insert(entry.id, true);
        if (!m_users.contains(entry.mailbox)) {
            m_users.insert(entry.mailbox, user);
            m_remembered.insert(entry.mailbox);
        }
    }
}

std::vector<KnownMailbox> Directory::learned()
{
    const std::lock_guard lock(m_mutex);
    return {m_learned.cbegin(), m_learned.cend()};
}

bool Directory::forget(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    bool wasRemembered = false;
    for (auto entry = m_users.begin(); entry != m_users.end();) {
        if (entry->id != id || !m_remembered.remove(entry.key())) {
            ++entry;
            continue;
        }
        m_learned.insert(entry.key(), {entry.key(), {}, {}, false});
        entry = m_users.erase(entry);
        wasRemembered = true;
    }
    if (wasRemembered) {
        m_mailboxes.remove(id);
        m_forgotten.insert(id);
    }
    return m_forgotten.contains(id);
}

Result<void> Directory::all(const std::function<void(const User &)> &found, const CancelToken &cancel)
{
    Call call;
    call.path = QLatin1String("users?$top=500&") + fields;
    return m_client.list(
        call,
        [&found](const QJsonObject &object) {
            if (const User user = userOf(object); !user.id.isEmpty())
                found(user);
        },
        cancel);
}

Result<void> Directory::people(const std::function<void(const DirectoryPerson &)> &found, const CancelToken &cancel)
{
    Call call;
    call.path = QStringLiteral("users?$top=500&$select=id,displayName,mail,userPrincipalName,mobilePhone,businessPhones");
    return m_client.list(
        call,
        [&found](const QJsonObject &object) {
            const User user = userOf(object);
            if (user.id.isEmpty())
                return;
            DirectoryPerson person{user.address, object[QLatin1String("displayName")].toString().left(longestText), {}};
            QJsonArray numbers = object[QLatin1String("businessPhones")].toArray();
            numbers.prepend(object[QLatin1String("mobilePhone")]);
            for (const auto &number : numbers) {
                if (const QString text = number.toString(); !text.isEmpty() && text.size() <= longestText)
                    person.numbers << text;
            }
            found(person);
        },
        cancel);
}

Result<void> Directory::check(const CancelToken &cancel)
{
    Call call;
    call.path = QLatin1String("users?$top=1&") + fields;
    call.answer = Call::Answer::List;
    const auto reply = m_client.ask(call, cancel);
    if (!reply)
        return reply.failure();
    return reply->isSuccess() ? Result<void>() : Result<void>(refusalOf(*reply));
}

} // namespace tallybridge::graph
