#include "mailbox/graph/GraphVerify.h"

#include "mailbox/graph/GraphNames.h"

#include <QDateTime>
#include <QHash>

namespace tallybridge::graph {

namespace {

constexpr size_t mostSingleLookups = 20; // copies of a mailbox; with more all of it is read
constexpr qint64 largestPage = 48 << 20;
constexpr QLatin1String pageSize("$top=250");
constexpr QLatin1String shownFields("$select=id,subject,sentDateTime,from,toRecipients,ccRecipients,parentFolderId");

Call messagesCall(const QString &user, const QString &filter, const QString &query)
{
    Call call;
    call.path = QLatin1String("users/") + encoded(user) + QLatin1String("/messages?") + pageSize + QLatin1String("&$filter=") +
                encoded(filter) + QLatin1Char('&') + query;
    call.mailbox = user;
    call.mostBytes = largestPage;
    return call;
}

QString traitProperties()
{
    QStringList wanted;
    for (const QLatin1String name : {keyProperty, stateProperty, factsProperty, messageClassProperty})
        wanted << QLatin1String("id eq ") + quoted(name);
    return QLatin1String("$select=id&$expand=") + encoded(QString(QLatin1String("singleValueExtendedProperties($filter=") +
                                                                  wanted.join(QLatin1String(" or ")) + QLatin1Char(')')));
}

} // namespace

bool MailboxReader::read(const QString &user, const QString &filter, std::vector<Seen> &seen)
{
    // Asked for together, properties and fields keep each other out of the answer.
    QHash<QString, size_t> places;
    const auto properties = m_service.client.list(
        messagesCall(user, filter, propertiesQuery()),
        [&](const QJsonObject &message) {
            OurMail mail = readOurMail(message);
            if (mail.id.isEmpty() || mail.key.isNull() || mail.state != doneState || places.contains(mail.id))
                return;
            places.insert(mail.id, seen.size());
            seen.push_back({std::move(mail), {}});
        },
        m_cancel);
    if (!properties)
        return false;
    if (seen.empty())
        return true;
    const auto fields = m_service.client.list(
        messagesCall(user, filter, shownFields),
        [&](const QJsonObject &message) {
            const auto place = places.constFind(readId(message[QLatin1String("id")]));
            if (place != places.constEnd())
                seen[*place].fields = message;
        },
        m_cancel);
    return fields.ok();
}

std::optional<std::vector<qint64>> MailboxReader::fileSizes(const QString &user, const QString &message)
{
    std::vector<qint64> sizes;
    Call call;
    call.path = QLatin1String("users/") + encoded(user) + QLatin1String("/messages/") + encoded(message) +
                QLatin1String("/attachments?$select=id,size");
    call.mailbox = user;
    const auto listed = m_service.client.list(
        call, [&sizes](const QJsonObject &file) { sizes.push_back(file[QLatin1String("size")].toInteger(-1)); }, m_cancel);
    return listed ? std::optional(std::move(sizes)) : std::nullopt;
}

std::optional<bool> MailboxReader::answersFor(const QString &user, const CopyReference &copy, const Seen &seen)
{
    if (!seen.mail.facts || seen.fields.isEmpty())
        return std::nullopt;
    const Facts &facts = *seen.mail.facts;
    if (facts.partial != copy.partial)
        return copy.partial; // a whole mail took the place of the partial one
    if (!copy.messageSha256.isEmpty() && facts.mailSha256 != copy.messageSha256)
        return false;
    if (!isUnchanged(facts, seen.fields))
        return false;
    if (facts.fileSizes.empty())
        return true;
    const auto sizes = fileSizes(user, seen.mail.id);
    return sizes ? std::optional(sizesFit(facts, *sizes)) : std::nullopt;
}

CopyPresence MailboxReader::presence(const QString &user, const QString &folder, const CopyReference &copy, std::vector<const Seen *> mails)
{
    CopyPresence presence = CopyPresence::Missing;
    for (const Seen *seen : mails) {
        const auto answers = answersFor(user, copy, *seen);
        const bool inFolder = !folder.isEmpty() && readId(seen->fields[QLatin1String("parentFolderId")]) == folder;
        if (answers == true && inFolder)
            return CopyPresence::Present;
        if (answers == true)
            presence = CopyPresence::Moved;
        else if (!answers && presence == CopyPresence::Missing)
            presence = CopyPresence::Unchecked;
    }
    return presence;
}

std::vector<CopyPresence> MailboxReader::verify(const std::vector<CopyReference> &copies)
{
    std::vector<CopyPresence> answers(copies.size(), CopyPresence::Unchecked);
    const auto user = m_service.directory.resolve(copies.front().mailbox, m_cancel);
    if (!user || user->id.isEmpty())
        return answers;
    const auto folder = m_service.folders.find(user->id, false, m_cancel);
    // Whatever else a refusal says, a folder that is not there is no reason to doubt the rest.
    if (!folder || (folder->id.isEmpty() && (folder->refusal.status != 404 || !folder->refusal.errorCode.isEmpty())))
        return answers;
    std::vector<Seen> all;
    const bool single = copies.size() <= mostSingleLookups;
    if (!single && !read(user->id, stateFilter(doneState), all))
        return answers;
    QHash<ItemKey, std::vector<const Seen *>> byKey;
    for (const Seen &seen : all)
        byKey[seen.mail.key].push_back(&seen);
    for (size_t i = 0; i < copies.size() && !m_cancel.isCancelled(); ++i) {
        std::vector<Seen> found;
        std::vector<const Seen *> mails;
        if (single) {
            if (!read(user->id, keyFilter(copies[i].key), found))
                continue;
            for (const Seen &seen : found) {
                if (seen.mail.key == copies[i].key)
                    mails.push_back(&seen);
            }
        } else {
            mails = byKey.value(copies[i].key);
        }
        answers[i] = presence(user->id, folder->id, copies[i], std::move(mails));
    }
    return answers;
}

Result<bool> MailboxReader::eachOfState(const QString &user, QLatin1String state, const std::function<void(const OurMail &)> &found)
{
    Call call = messagesCall(user, stateFilter(state), propertiesQuery());
    call.answer = Call::Answer::List;
    while (true) {
        const auto reply = m_service.client.ask(call, m_cancel);
        if (!reply)
            return reply.failure();
        if (reply->status == 403 || reply->status == 404)
            return false;
        if (!reply->isSuccess())
            return m_service.client.refusalOf(*reply);
        const Page page = readPage(reply->body);
        for (const QJsonObject &message : page.items) {
            const OurMail mail = readOurMail(message);
            if (mail.state == state && !mail.key.isNull() && !mail.id.isEmpty())
                found(mail);
        }
        if (page.next.isEmpty())
            return true;
        call.path = page.next;
    }
}

Result<std::vector<MailTrait>> MailboxReader::lookAtOne(const User &user)
{
    std::vector<MailTrait> traits;
    const auto folder = m_service.folders.find(user.id, false, m_cancel);
    if (!folder)
        return folder.failure();
    if (folder->id.isEmpty())
        return traits;
    const QString messages =
        QLatin1String("users/") + encoded(user.id) + QLatin1String("/mailFolders/") + encoded(folder->id) + QLatin1String("/messages");
    Call call;
    call.mailbox = user.id;
    call.answer = Call::Answer::List;
    call.path = messages + QLatin1String("?$top=1&$select=id");
    const auto any = m_service.client.ask(call, m_cancel);
    if (!any)
        return any.failure();
    const std::vector<QJsonObject> first = readPage(any->body).items;
    if (!any->isSuccess() || first.empty())
        return traits;
    traits.push_back({QLatin1String("folder"), true});
    call.answer = Call::Answer::Object;
    const QString id = encoded(readId(first.front()[QLatin1String("id")]));
    call.path = QLatin1String("users/") + encoded(user.id) + QLatin1String("/messages/") + id + QLatin1Char('?') + traitProperties();
    const auto properties = m_service.client.ask(call, m_cancel);
    call.path = QLatin1String("users/") + encoded(user.id) + QLatin1String("/messages/") + id +
                QLatin1String("?$select=id,isDraft,subject,sentDateTime,receivedDateTime,from,toRecipients,ccRecipients");
    const auto fields = m_service.client.ask(call, m_cancel);
    if (!properties || !fields)
        return properties ? fields.failure() : properties.failure();
    const OurMail mail = readOurMail(properties->body);
    if (!properties->isSuccess() || !fields->isSuccess() || mail.key.isNull() || !mail.facts)
        return traits; // somebody else's
    const auto is = [&fields](QLatin1String name, bool value) { return fields->body[name] == QJsonValue(value); };
    traits.push_back({QLatin1String("received"), is(QLatin1String("isDraft"), false)});
    const QDateTime received = QDateTime::fromString(fields->body[QLatin1String("receivedDateTime")].toString(), Qt::ISODate);
    traits.push_back({QLatin1String("time"), received.isValid() && std::abs(received.toSecsSinceEpoch() - mail.facts->time) <= 1});
    traits.push_back({QLatin1String("message-class"), propertyOf(properties->body, messageClassProperty) == m_service.messageClass});
    traits.push_back({QLatin1String("participants"), isUnchanged(*mail.facts, fields->body)});
    const auto found = findByKey(m_service.client, user.id, folder->id, mail.key, m_cancel);
    if (!found)
        return found.failure();
    traits.push_back({QLatin1String("found-by-key"), !found->refused && !found->mails.empty()});
    return traits;
}

Result<void> MailboxReader::readBack(const User &user, bool mayRemove, const std::function<void(const FoundCopy &)> &found)
{
    const auto done = eachOfState(user.id, doneState, [&](const OurMail &mail) {
        found({user.address, mail.key, !mail.facts || mail.facts->partial});
    });
    if (!done || !*done || !mayRemove)
        return done ? Result<void>() : Result<void>(done.failure());
    // Whoever began these is gone: the ledger that knew of them is not there any more.
    QStringList begun;
    if (const auto pending = eachOfState(user.id, pendingState, [&begun](const OurMail &mail) { begun << mail.id; }); !pending)
        return pending.failure();
    if (m_service.mime.isWanted()) {
        const auto folder = m_service.folders.find(user.id, false, m_cancel);
        if (!folder)
            return folder.failure();
        const auto unmarked = folder->id.isEmpty() ? Result<std::vector<QString>>(std::vector<QString>())
                                                   : listUnmarked(m_service.client, user.id, folder->id, m_cancel);
        if (!unmarked)
            return unmarked.failure();
        for (const QString &id : *unmarked)
            begun << id;
    }
    for (const QString &id : begun) {
        if (auto removed = removeMail(m_service.client, user.id, id, m_cancel); !removed)
            return removed;
    }
    return {};
}

} // namespace tallybridge::graph
