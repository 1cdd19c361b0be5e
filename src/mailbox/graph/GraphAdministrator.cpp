#include "mailbox/graph/GraphAdministrator.h"

#include "core/PlainText.h"
#include "mailbox/graph/GraphReply.h"

#include <algorithm>
#include <optional>

namespace tallybridge::graph {

namespace {

using Answer = Administrator::Answer;

// https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference#global-administrator
constexpr QLatin1String globalAdministrator("62e90394-69f5-4237-9190-012177145e10");
constexpr QLatin1String importExport("Mailbox Import Export");
constexpr QLatin1String userPrefix("/Users/");
constexpr int mostPages = 20;
constexpr qint64 largestAnswer = 2 << 20;
constexpr qsizetype longestText = 256;

QString plainText(const QJsonValue &value)
{
    const QString text = value.toString();
    return isPlainText(text) ? text.left(longestText) : QString();
}

/// Graph in a person's name.
class Asker
{
public:
    Asker(HttpClient &http, const Cloud &cloud, const Secret &token, const CancelToken &cancel)
        : m_http(http), m_cloud(cloud), m_token(token), m_cancel(cancel)
    {
    }

    /// path: with its version, encoded.
    Result<Reply> ask(const QString &path) const
    {
        return send(
            QUrl::fromEncoded(QString(m_cloud.graph.toString(QUrl::FullyEncoded) + QLatin1Char('/') + path).toLatin1(), QUrl::StrictMode));
    }

    /// All objects of a list; nothing when it is not to be had whole.
    std::optional<std::vector<QJsonObject>> list(const QString &path) const
    {
        std::vector<QJsonObject> items;
        auto reply = ask(path);
        for (int i = 0; i < mostPages; ++i) {
            if (!reply || reply->status != 200 || !reply->body[QLatin1String("value")].isArray())
                return std::nullopt;
            Page page = readPage(reply->body);
            std::move(page.items.begin(), page.items.end(), std::back_inserter(items));
            if (page.next.isEmpty())
                return items;
            const QUrl next(page.next, QUrl::StrictMode);
            // The token goes to Graph only.
            if (next.scheme() != m_cloud.graph.scheme() || next.authority() != m_cloud.graph.authority())
                return std::nullopt;
            reply = send(next);
        }
        return std::nullopt;
    }

private:
    Result<Reply> send(const QUrl &url) const
    {
        HttpRequest request;
        request.url = url;
        // Lists by type and filters over directory objects are "advanced queries".
        request.headers = {{"Accept", "application/json"},
                           {"ConsistencyLevel", "eventual"},
                           {"Authorization", QByteArray("Bearer ").append(m_token.view())}};
        request.mostBytes = largestAnswer;
        const auto response = m_http.call(request, m_cancel);
        if (!response)
            return response.failure();
        return readReply(response->status, response->body);
    }

    HttpClient &m_http;
    const Cloud &m_cloud;
    const Secret &m_token;
    const CancelToken &m_cancel;
};

Answer isGlobalAdministrator(const Asker &asker)
{
    const auto roles =
        asker.list(QStringLiteral("v1.0/me/transitiveMemberOf/microsoft.graph.directoryRole?$count=true&$select=id,roleTemplateId"));
    if (!roles)
        return Answer::Unknown;
    Answer answer = Answer::No;
    for (const QJsonObject &role : *roles) {
        const QString id = role[QLatin1String("roleTemplateId")].toString();
        if (id.compare(globalAdministrator, Qt::CaseInsensitive) == 0)
            return Answer::Yes;
        // Without the right to read roles Graph gives the objects without their fields.
        if (id.isEmpty())
            answer = Answer::Unknown;
    }
    return answer;
}

Answer hasImportExport(const Asker &asker, const QString &person)
{
    const QString byName = encoded(QLatin1String("displayName eq ") + quoted(importExport));
    const auto definitions = asker.list(QLatin1String("beta/roleManagement/exchange/roleDefinitions?$filter=") + byName);
    if (!definitions)
        return Answer::Unknown;
    QString role;
    for (const QJsonObject &definition : *definitions) {
        if (definition[QLatin1String("displayName")].toString() == importExport)
            role = readId(definition[QLatin1String("id")]);
    }
    if (role.isEmpty())
        return Answer::Unknown;
    const QString byRole = encoded(QLatin1String("roleDefinitionId eq ") + quoted(role));
    const auto assignments = asker.list(QLatin1String("beta/roleManagement/exchange/roleAssignments?$filter=") + byRole);
    if (!assignments)
        return Answer::Unknown;
    Answer answer = Answer::No;
    for (const QJsonObject &assignment : *assignments) {
        const QString principal = assignment[QLatin1String("principalId")].toString();
        if (principal.compare(QString(userPrefix + person), Qt::CaseInsensitive) == 0)
            return Answer::Yes;
        // A role group: Graph does not name its members.
        if (!principal.startsWith(userPrefix, Qt::CaseInsensitive))
            answer = Answer::Unknown;
    }
    return answer;
}

} // namespace

Result<Administrator> readAdministrator(HttpClient &http, const Cloud &cloud, const SignedInPerson &person, bool readRoles,
                                        const CancelToken &cancel)
{
    const Asker asker(http, cloud, person.accessToken, cancel);
    const auto me = asker.ask(QStringLiteral("v1.0/me?$select=id,displayName,userPrincipalName"));
    if (!me)
        return me.failure();
    if (!me->isSuccess())
        return Failure{
            FailureCode::ServiceRefused, {cloud.graph.host(), QString::number(me->status), me->errorCode}, {}, me->isTransient()};
    Administrator administrator;
    administrator.objectId = readId(me->body[QLatin1String("id")]);
    if (administrator.objectId.isEmpty() || administrator.objectId.compare(person.objectId, Qt::CaseInsensitive) != 0)
        return Failure{FailureCode::AnswerUnusable, {cloud.graph.host()}, {}, false};
    administrator.tenantId = person.tenantId;
    administrator.name = plainText(me->body[QLatin1String("displayName")]);
    administrator.userName = plainText(me->body[QLatin1String("userPrincipalName")]);
    administrator.globalAdministrator = isGlobalAdministrator(asker);
    if (readRoles)
        administrator.mailboxImportExport = hasImportExport(asker, administrator.objectId);
    if (cancel.isCancelled())
        return Failure{FailureCode::Cancelled, {}, {}, true};
    return administrator;
}

} // namespace tallybridge::graph
