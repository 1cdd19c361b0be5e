#include "mailbox/graph/GraphLookup.h"

#include "mailbox/graph/GraphNames.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tallybridge::graph {

namespace {

QString filterOn(QLatin1String property, const QString &value)
{
    return QLatin1String("singleValueExtendedProperties/Any(ep: ep/id eq ") + quoted(property) + QLatin1String(" and ep/value eq ") +
           quoted(value) + QLatin1Char(')');
}

} // namespace

QString keyFilter(const ItemKey &key)
{
    return filterOn(keyProperty, key.hex());
}

QString stateFilter(QLatin1String state)
{
    return filterOn(stateProperty, state);
}

QString propertiesQuery()
{
    const QString wanted = QLatin1String("id eq ") + quoted(keyProperty) + QLatin1String(" or id eq ") + quoted(stateProperty) +
                           QLatin1String(" or id eq ") + quoted(factsProperty);
    return QLatin1String("$select=id&$expand=") +
           encoded(QString(QLatin1String("singleValueExtendedProperties($filter=") + wanted + QLatin1Char(')')));
}

OurMail readOurMail(const QJsonObject &message)
{
    OurMail mail;
    mail.id = readId(message[QLatin1String("id")]);
    mail.state = propertyOf(message, stateProperty);
    mail.key = ItemKey::fromHex(propertyOf(message, keyProperty)).value_or(ItemKey());
    mail.facts = Facts::read(propertyOf(message, factsProperty));
    return mail;
}

Result<OurMails> findMails(Client &client, const QString &user, const QString &folder, const QString &filter, const ItemKey &key,
                           const CancelToken &cancel)
{
    Call call;
    call.path = QLatin1String("users/") + encoded(user) +
                (folder.isEmpty() ? QString() : QString(QLatin1String("/mailFolders/") + encoded(folder))) +
                QLatin1String("/messages?$top=50&$filter=") + encoded(filter) + QLatin1Char('&') + propertiesQuery();
    call.mailbox = user;
    call.answer = Call::Answer::List;
    const auto reply = client.ask(call, cancel);
    if (!reply)
        return reply.failure();
    OurMails found;
    if (!reply->isSuccess()) {
        found.refused = true;
        found.refusal = *reply;
        return found;
    }
    for (const QJsonObject &message : readPage(reply->body).items) {
        OurMail mail = readOurMail(message);
        // A filter that the service does not understand the way we do must not bring other mails into danger.
        if (!mail.id.isEmpty() && mail.key == key)
            found.mails.push_back(std::move(mail));
    }
    return found;
}

Result<OurMails> findByKey(Client &client, const QString &user, const QString &folder, const ItemKey &key, const CancelToken &cancel)
{
    return findMails(client, user, folder, keyFilter(key), key, cancel);
}

Result<void> removeMail(Client &client, const QString &user, const QString &id, const CancelToken &cancel)
{
    const QJsonObject removed{{QLatin1String("id"), stateProperty}, {QLatin1String("value"), removedState}};
    Call call;
    call.path = QLatin1String("users/") + encoded(user) + QLatin1String("/messages/") + encoded(id);
    call.mailbox = user;
    call.method = HttpRequest::Method::Patch;
    call.answer = Call::Answer::Object;
    call.body =
        QJsonDocument(QJsonObject{{QLatin1String("singleValueExtendedProperties"), QJsonArray{removed}}}).toJson(QJsonDocument::Compact);
    auto reply = client.ask(call, cancel);
    if (reply && reply->isSuccess()) {
        call.method = HttpRequest::Method::Delete;
        call.answer = Call::Answer::Nothing;
        call.body.clear();
        reply = client.ask(call, cancel);
    }
    if (!reply)
        return reply.failure();
    return reply->isSuccess() || reply->status == 404 ? Result<void>() : Result<void>(client.refusalOf(*reply));
}

} // namespace tallybridge::graph
