#include "mailbox/graph/GraphMime.h"

#include "mailbox/graph/GraphMessage.h"
#include "mailbox/graph/GraphNames.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tallybridge::graph {

namespace {

constexpr int mostRefusals = 3;
constexpr qint64 largestPage = 16 << 20;

QJsonObject property(QLatin1String id, const QString &value)
{
    return {{QLatin1String("id"), id}, {QLatin1String("value"), value}};
}

bool sendsAsWritten(const std::vector<MailContact> &contacts)
{
    return std::all_of(contacts.begin(), contacts.end(),
                       [](const MailContact &contact) { return sentAddress(contact.address) == QLatin1String(contact.address); });
}

/// The Message-ID's key when it is one of ours.
ItemKey keyOfMessageId(QString text)
{
    text.remove(QLatin1Char('<')).remove(QLatin1Char('>'));
    const auto key = ItemKey::fromHex(text.section(QLatin1Char('@'), 0, 0));
    return key && key->messageId() == text ? *key : ItemKey();
}

} // namespace

bool MimeImport::suits(const ComposedMessage &message) const
{
    if (!m_wanted || m_refusals >= mostRefusals || (message.bytes.size() + 2) / 3 * 4 > mostRequestBytes)
        return false;
    // What verify compares with is what JSON would have said.
    const MailContent &content = message.content;
    return content.from.size() == 1 && sentSubject(content.subject) == content.subject.simplified() && !textIsFile(content) &&
           sendsAsWritten(content.from) && sendsAsWritten(content.to) && sendsAsWritten(content.cc);
}

void MimeImport::noteRefusal(const Reply &reply)
{
    // One mail may be at fault; a permission or a path that is not there will not come by the next one.
    m_refusals += reply.status == 400 || reply.status == 413 ? 1 : mostRefusals;
}

bool refusesMime(const Reply &reply)
{
    constexpr int refusals[] = {400, 403, 404, 405, 410, 413, 415, 501};
    return std::find(std::begin(refusals), std::end(refusals), reply.status) != std::end(refusals);
}

Call importMimeCall(const QString &user, const QString &folder, const ComposedMessage &message)
{
    Call call;
    call.method = HttpRequest::Method::Post;
    call.version = Call::Version::Beta;
    call.path = QLatin1String("users/") + encoded(user) + QLatin1String("/mailFolders/") + encoded(folder) + QLatin1String("/importMime");
    call.headers.emplace_back("Content-Type", "text/plain");
    call.body = message.bytes.toBase64();
    call.mailbox = user;
    return call;
}

Call markCall(const QString &user, const QString &id, const ComposedMessage &message)
{
    const QJsonArray properties{property(keyProperty, message.key.hex()), property(stateProperty, doneState),
                                property(factsProperty, Facts::of(message).text())};
    Call call;
    call.method = HttpRequest::Method::Patch;
    call.path = QLatin1String("users/") + encoded(user) + QLatin1String("/messages/") + encoded(id);
    call.body = QJsonDocument(QJsonObject{{QLatin1String("isRead"), true}, {QLatin1String("singleValueExtendedProperties"), properties}})
                    .toJson(QJsonDocument::Compact);
    call.mailbox = user;
    call.answer = Call::Answer::Object;
    return call;
}

Result<OurMails> findUnmarked(Client &client, const QString &user, const QString &folder, const ItemKey &key, const CancelToken &cancel)
{
    const QString messageId = QLatin1Char('<') + key.messageId() + QLatin1Char('>');
    return findMails(client, user, folder, QString(QLatin1String("internetMessageId eq ") + quoted(messageId)), {}, cancel);
}

Result<std::vector<QString>> listUnmarked(Client &client, const QString &user, const QString &folder, const CancelToken &cancel)
{
    const QString messages =
        QLatin1String("users/") + encoded(user) + QLatin1String("/mailFolders/") + encoded(folder) + QLatin1String("/messages");
    std::vector<ItemKey> keys;
    Call call;
    call.path = messages + QLatin1String("?$top=1000&$select=id,internetMessageId");
    call.mailbox = user;
    call.mostBytes = largestPage;
    const auto listed = client.list(
        call,
        [&keys](const QJsonObject &message) {
            if (const ItemKey key = keyOfMessageId(message[QLatin1String("internetMessageId")].toString()); !key.isNull())
                keys.push_back(key);
        },
        cancel);
    if (!listed)
        return listed.failure();
    std::vector<ItemKey> marked;
    call.path = messages + QLatin1String("?$top=250&$filter=") + encoded(stateFilter(doneState)) + QLatin1Char('&') + propertiesQuery();
    const auto read = client.list(
        call, [&marked](const QJsonObject &message) { marked.push_back(readOurMail(message).key); }, cancel);
    if (!read)
        return read.failure();
    std::sort(keys.begin(), keys.end());
    std::sort(marked.begin(), marked.end());
    std::vector<ItemKey> missing;
    std::set_difference(keys.begin(), keys.end(), marked.begin(), marked.end(), std::back_inserter(missing));
    std::vector<QString> ids;
    for (const ItemKey &key : missing) {
        const auto found = findUnmarked(client, user, folder, key, cancel);
        if (!found)
            return found.failure();
        for (const OurMail &mail : found->mails)
            ids.push_back(mail.id);
    }
    return ids;
}

} // namespace tallybridge::graph
