#include "identity/Cloud.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace tallybridge {

namespace {

constexpr qint64 largestFile = 64 << 10;

struct Row {
    QLatin1String name;
    QLatin1String login;
    QLatin1String graph;
    std::array<QLatin1String, 3> uploadHosts;
};

/// https://learn.microsoft.com/graph/deployments; upload sessions of mail name hosts of Exchange Online.
constexpr std::array clouds{
    Row{QLatin1String("global"),
        QLatin1String("https://login.microsoftonline.com"),
        QLatin1String("https://graph.microsoft.com"),
        {QLatin1String("outlook.office.com"), QLatin1String("outlook.office365.com"), QLatin1String(".outlook.com")}},
    Row{QLatin1String("gcc-high"),
        QLatin1String("https://login.microsoftonline.us"),
        QLatin1String("https://graph.microsoft.us"),
        {QLatin1String("outlook.office365.us"), QLatin1String(".office365.us"), QLatin1String(".outlook.com")}},
    Row{QLatin1String("dod"),
        QLatin1String("https://login.microsoftonline.us"),
        QLatin1String("https://dod-graph.microsoft.us"),
        {QLatin1String("outlook-dod.office365.us"), QLatin1String(".office365.us"), QLatin1String(".outlook.com")}},
    Row{QLatin1String("china"),
        QLatin1String("https://login.chinacloudapi.cn"),
        QLatin1String("https://microsoftgraph.chinacloudapi.cn"),
        {QLatin1String("partner.outlook.cn"), QLatin1String(".outlook.cn"), QLatin1String(".partner.outlook.cn")}},
};

/// A URL without path, query and user.
QUrl endpoint(const QJsonValue &value, bool insecureLoopback)
{
    QUrl url(value.toString(), QUrl::StrictMode);
    const bool secure = url.scheme() == QLatin1String("https");
    const bool allowed = secure || (insecureLoopback && url.scheme() == QLatin1String("http") && isLoopback(url.host()));
    if (!url.isValid() || !allowed || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return {};
    QString path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path);
    return url;
}

Result<Cloud> readCloudFile(const QString &path, bool insecureLoopback)
{
    QFile file(path);
    if (!file.exists())
        return Failure{FailureCode::FileNotFound, {path}, {}, false};
    if (!file.open(QIODevice::ReadOnly))
        return Failure{FailureCode::FileNotReadable, {path}, file.errorString(), false};
    const QJsonObject json = QJsonDocument::fromJson(file.read(largestFile)).object();
    Cloud cloud;
    cloud.name = path;
    cloud.login = endpoint(json[QLatin1String("login")], insecureLoopback);
    cloud.graph = endpoint(json[QLatin1String("graph")], insecureLoopback);
    if (cloud.login.isEmpty() || cloud.graph.isEmpty())
        return Failure{FailureCode::CloudFileInvalid, {path}, {}, false};
    return cloud;
}

} // namespace

bool isLoopback(const QString &host)
{
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

QString Cloud::graphScope() const
{
    return graph.toString(QUrl::FullyEncoded) + QLatin1String("/.default");
}

QUrl Cloud::loginUrl(const QString &tenant, QLatin1String page) const
{
    QUrl url = login;
    url.setPath(QString(login.path() + QLatin1Char('/') + tenant + QLatin1Char('/') + page));
    return url;
}

QUrl Cloud::tokenUrl(const QString &tenant) const
{
    return loginUrl(tenant, QLatin1String("oauth2/v2.0/token"));
}

bool Cloud::mayUploadTo(const QUrl &url) const
{
    if (!url.isValid() || url.scheme() != graph.scheme() || !url.userInfo().isEmpty())
        return false;
    const QString host = url.host();
    if (host == graph.host())
        return url.port() == graph.port();
    if (url.port(443) != 443)
        return false;
    return std::any_of(uploadHosts.begin(), uploadHosts.end(), [&host](const QString &allowed) {
        return allowed.startsWith(QLatin1Char('.')) ? host.endsWith(allowed, Qt::CaseInsensitive)
                                                    : host.compare(allowed, Qt::CaseInsensitive) == 0;
    });
}

Result<Cloud> readCloud(const QString &text, bool insecureLoopback)
{
    const QString wanted = text.isEmpty() ? QStringLiteral("global") : text;
    for (const Row &row : clouds) {
        if (wanted != row.name)
            continue;
        Cloud cloud{wanted, QUrl(row.login), QUrl(row.graph), {}};
        for (const QLatin1String host : row.uploadHosts)
            cloud.uploadHosts << host;
        return cloud;
    }
    if (wanted.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return readCloudFile(wanted, insecureLoopback);
    return Failure{FailureCode::CloudUnknown, {text}, {}, false};
}

} // namespace tallybridge
