#include "app/UrlBackends.h"

#include "core/SftpUrl.h"
#include "mailbox/graph/GraphDestination.h"
#include "mailbox/graph/GraphTenantAccess.h"
#include "mailbox/local/LocalArchive.h"
#include "source/FolderSource.h"
#include "source/sftp/SftpMove.h"
#include "source/sftp/SftpProxy.h"
#include "source/sftp/SftpSource.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace tallybridge {

namespace {

constexpr QLatin1String folderScheme("folder");
constexpr QLatin1String localScheme("local");
constexpr QLatin1String sftpScheme("sftp");
constexpr QLatin1String graphScheme("graph");

struct SplitUrl {
    QString scheme; ///< lower case; empty when there is none
    QString rest;
};

SplitUrl split(const QString &url)
{
    const qsizetype colon = url.indexOf(QLatin1Char(':'));
    // One letter before the colon is a drive of Windows.
    if (colon < 2)
        return {{}, url};
    for (const QChar c : url.left(colon)) {
        if (c.unicode() > 127 || !(c.isLetterOrNumber() || c == QLatin1Char('+') || c == QLatin1Char('-')))
            return {{}, url};
    }
    return {url.left(colon).toLower(), url.mid(colon + 1)};
}

/// A password somebody put into a URL must not come back in a message.
QString withoutSecret(const QString &url)
{
    const qsizetype start = url.indexOf(QLatin1String("://"));
    const qsizetype at = url.lastIndexOf(QLatin1Char('@'));
    if (start < 0 || at < start)
        return url;
    return QString(url.left(start + 3) + QChar(0x2026) + url.mid(at));
}

/// The absolute, clean path; empty when the text cannot be one.
QString absolutePath(const QString &text)
{
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control)
            return {};
    }
    if (text.trimmed().isEmpty())
        return {};
    QString path = QDir::fromNativeSeparators(text);
#ifdef Q_OS_WIN
    // "folder:/C:/in" means the drive, as in a file URL.
    if (path.size() >= 3 && path[0] == QLatin1Char('/') && path[1].isLetter() && path[2] == QLatin1Char(':'))
        path.remove(0, 1);
#endif
    return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

/// The path with the links of its existing part followed, so that two ways to one folder compare equal.
QString resolved(const QString &path)
{
    QString existing = path;
    QString rest;
    while (true) {
        const QString canonical = QFileInfo(existing).canonicalFilePath();
        if (!canonical.isEmpty())
            return QDir::cleanPath(QString(canonical + QLatin1Char('/') + rest));
        const QString parent = QFileInfo(existing).path();
        if (parent == existing)
            return path;
        rest = QString(QFileInfo(existing).fileName() + QLatin1Char('/') + rest);
        existing = parent;
    }
}

bool contains(const QString &outer, const QString &inner)
{
#if defined(Q_OS_WIN) || defined(Q_OS_MACOS)
    constexpr Qt::CaseSensitivity sensitivity = Qt::CaseInsensitive;
#else
    constexpr Qt::CaseSensitivity sensitivity = Qt::CaseSensitive;
#endif
    const QString prefix = outer.endsWith(QLatin1Char('/')) ? outer : QString(outer + QLatin1Char('/'));
    return inner.compare(outer, sensitivity) == 0 || inner.startsWith(prefix, sensitivity);
}

Result<SftpServer> serverOf(const SftpUrl &url, const ConnectorSettings &settings, const ConnectorVault &vault)
{
    SftpServer server{url.host, url.port, url.user, settings.hostKey, std::chrono::seconds(settings.sourceTimeout), {}, {}};
    server.proxy = SftpProxy::parse(settings.proxy);
    if (server.proxy && !server.proxy->user.isEmpty()) {
        const auto password = vault.secret(QStringLiteral("proxy-password"));
        if (!password)
            return password.failure();
        server.proxyPassword = password->value_or(Secret());
    }
    return server;
}

Result<SftpCredentials> credentialsOf(const ConnectorVault &vault)
{
    SftpCredentials credentials;
    for (const auto &[kind, place] :
         {std::pair{QStringLiteral("password"), &credentials.password}, std::pair{QStringLiteral("key"), &credentials.privateKey},
          std::pair{QStringLiteral("passphrase"), &credentials.passphrase}}) {
        const auto secret = vault.secret(kind);
        if (!secret)
            return secret.failure();
        *place = secret->value_or(Secret());
    }
    return credentials;
}

/// A tenant's id or one of its domains: nothing that could be more than one part of a path.
bool isTenant(const QString &text)
{
    constexpr qsizetype longest = 255;
    return !text.isEmpty() && text.size() <= longest &&
           text.contains(QRegularExpression(QStringLiteral("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"))) && !text.contains(QLatin1String(".."));
}

bool isClientId(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"));
    return text.contains(form);
}

/// The certificate when there is one, else the client secret; an empty one is none.
Result<ClientCredential> appCredentialOf(const ConnectorVault &vault)
{
    const auto pem = vault.secret(QStringLiteral("certificate"));
    if (!pem)
        return pem.failure();
    if (pem->has_value() && !(*pem)->isEmpty()) {
        auto certificate = ClientCertificate::read(**pem);
        if (!certificate)
            return certificate.failure();
        return ClientCredential(*certificate);
    }
    const auto secret = vault.secret(QStringLiteral("client-secret"));
    if (!secret)
        return secret.failure();
    if (!secret->has_value())
        return Failure{FailureCode::SecretMissing, {QStringLiteral("certificate")}, {}, false};
    return ClientCredential(**secret);
}

} // namespace

UrlBackends::UrlBackends(QString dataFolder, SecretStores secrets, std::shared_ptr<const Clock> clock, std::shared_ptr<ProgramLog> log)
    : m_dataFolder(std::move(dataFolder)), m_secrets(std::move(secrets)), m_clock(std::move(clock)), m_log(std::move(log))
{
}

Result<QString> UrlBackends::sourceUrl(const QString &url) const
{
    const auto [scheme, rest] = split(url);
    if (scheme == folderScheme) {
        const QString path = absolutePath(rest);
        if (!path.isEmpty())
            return QString(folderScheme + QLatin1Char(':') + path);
    } else if (scheme == sftpScheme) {
        if (const auto server = SftpUrl::parse(url))
            return server->text();
    } else if (scheme == QLatin1String("graph") || scheme == QLatin1String("imap") || scheme == QLatin1String("imaps")) {
        return Failure{FailureCode::SourceNotSupported, {scheme}, {}, false};
    }
    return Failure{FailureCode::SourceUrlInvalid, {withoutSecret(url)}, {}, false};
}

Result<UrlBackends::Place> UrlBackends::place(const QString &url) const
{
    const auto [scheme, rest] = split(url);
    if (scheme == localScheme) {
        if (rest.isEmpty())
            return Place{QString(localScheme + QLatin1Char(':')), QString(m_dataFolder + QLatin1String("/archive")), {}};
        if (const QString path = absolutePath(rest); !path.isEmpty())
            return Place{QString(localScheme + QLatin1Char(':') + path), path, {}};
    } else if (scheme == graphScheme) {
        const QString tenant = rest.trimmed().toLower();
        if (isTenant(tenant))
            return Place{QString(graphScheme + QLatin1Char(':') + tenant), {}, tenant};
    } else if (scheme == QLatin1String("imap") || scheme == QLatin1String("imaps") || scheme == QLatin1String("sftp")) {
        return Failure{FailureCode::DestinationNotSupported, {scheme}, {}, false};
    }
    return Failure{FailureCode::DestinationUrlInvalid, {withoutSecret(url)}, {}, false};
}

std::unique_ptr<Destination> UrlBackends::makeGraph(const QString &tenant, const ConnectorSettings &settings,
                                                    const ConnectorType &type) const
{
    GraphDestination::Settings graph;
    graph.cloud = settings.cloud;
    graph.insecureLoopback = settings.insecureLoopback;
    graph.http = {settings.caFile, m_log};
    graph.tenant = tenant;
    graph.clientId = settings.clientId;
    graph.domains = settings.domains;
    graph.folderName = type.folderName;
    graph.messageClass = type.messageClass;
    graph.limits.concurrency = settings.concurrency;
    graph.importMime = settings.importMime;
    const ConnectorVault vault(m_dataFolder, m_secrets, settings);
    return std::make_unique<GraphDestination>(
        std::move(graph), [vault] { return appCredentialOf(vault); }, m_clock);
}

Result<std::unique_ptr<DeliverySource>> UrlBackends::makeSource(const ConnectorSettings &settings) const
{
    const auto url = sourceUrl(settings.source);
    if (!url)
        return url.failure();
    const auto server = SftpUrl::parse(*url);
    if (!server)
        return std::unique_ptr<DeliverySource>(std::make_unique<FolderSource>(url->mid(folderScheme.size() + 1)));

    const ConnectorVault vault(m_dataFolder, m_secrets, settings);
    SftpSource::Settings source;
    auto signsIn = serverOf(*server, settings, vault);
    if (!signsIn)
        return signsIn.failure();
    source.server = std::move(*signsIn);
    source.folder = server->folder;
    source.bytesPerSecond = settings.bandwidthLimit;
    source.afterImport = SftpSource::AfterImport(settings.afterImport);
    if (source.afterImport == SftpSource::AfterImport::Move) {
        const auto folder = moveFolderOf(settings.afterImportFolder);
        if (!folder)
            return folder.failure();
        source.moveFolder = *folder;
    }
    source.formerMoveFolders = settings.formerMoveFolders;
    source.wasChanged = settings.sourceWasChanged;
    source.spoolFolder = vault.spoolFolder();
    SftpSource::Secrets secrets;
    secrets.credentials = [vault] { return credentialsOf(vault); };
    secrets.sealKeys = [vault] { return vault.sealKeys(); };
    return std::unique_ptr<DeliverySource>(std::make_unique<SftpSource>(std::move(source), std::move(secrets), m_clock));
}

Result<std::optional<QString>> UrlBackends::hostKey(const ConnectorSettings &settings, const CancelToken &cancel) const
{
    const auto url = sourceUrl(settings.source);
    if (!url)
        return url.failure();
    const auto server = SftpUrl::parse(*url);
    if (!server)
        return std::optional<QString>();
    const auto asked = serverOf(*server, settings, ConnectorVault(m_dataFolder, m_secrets, settings));
    if (!asked)
        return asked.failure();
    const auto key = SftpSession::hostKeyOf(*asked, cancel);
    if (!key)
        return key.failure();
    return std::optional(*key);
}

Result<std::unique_ptr<Destination>> UrlBackends::makeDestination(const ConnectorSettings &settings, const ConnectorType &type) const
{
    const auto where = place(settings.destination);
    if (!where)
        return where.failure();
    if (!where->tenant.isEmpty() && !isClientId(settings.clientId))
        return Failure{FailureCode::ClientIdMissing, {}, {}, false};
    if (!where->tenant.isEmpty())
        return makeGraph(where->tenant, settings, type);
    return std::unique_ptr<Destination>(std::make_unique<LocalArchive>(where->localRoot, type.folderName, settings.domains));
}

Result<std::unique_ptr<TenantAccess>> UrlBackends::makeTenantAccess(const ConnectorSettings &settings) const
{
    const auto where = place(settings.destination);
    if (!where)
        return where.failure();
    if (where->tenant.isEmpty())
        return Failure{FailureCode::ConsentNotNeeded, {QString(localScheme)}, {}, false};
    if (!isClientId(settings.clientId))
        return Failure{FailureCode::ClientIdMissing, {}, {}, false};
    const auto cloud = readCloud(settings.cloud, settings.insecureLoopback);
    if (!cloud)
        return cloud.failure();
    const ConnectorVault vault(m_dataFolder, m_secrets, settings);
    return GraphTenantAccess::make(
        {*cloud, where->tenant, settings.clientId}, {settings.caFile, m_log}, [vault] { return appCredentialOf(vault); }, m_clock);
}

Result<ConnectorSettings> UrlBackends::normalised(const ConnectorSettings &settings) const
{
    const auto url = sourceUrl(settings.source);
    if (!url)
        return url.failure();
    const auto where = place(settings.destination);
    if (!where)
        return where.failure();
    if (!where->tenant.isEmpty()) {
        if (!isClientId(settings.clientId))
            return Failure{FailureCode::ClientIdMissing, {}, {}, false};
        if (const auto cloud = readCloud(settings.cloud, settings.insecureLoopback); !cloud)
            return cloud.failure();
    } else if (!SftpUrl::parse(*url)) {
        const QString source = resolved(url->mid(folderScheme.size() + 1));
        const QString archive = resolved(where->localRoot);
        if (contains(source, archive) || contains(archive, source))
            return Failure{FailureCode::DestinationUrlInvalid, {settings.destination}, {}, false};
    }

    ConnectorSettings result = settings;
    if (!settings.proxy.isEmpty()) {
        const auto proxy = SftpProxy::parse(settings.proxy);
        if (!proxy)
            return Failure{FailureCode::InvalidArgument, {QStringLiteral("--proxy"), withoutSecret(settings.proxy)}, {}, false};
        result.proxy = proxy->text();
    }
    if (settings.afterImport == ConnectorSettings::AfterImport::Move) {
        const auto folder = moveFolderOf(settings.afterImportFolder);
        if (!folder)
            return folder.failure();
        result.afterImportFolder = *folder;
    }
    result.source = *url;
    result.destination = where->url;
    result.domains.clear();
    for (const QString &domain : settings.domains)
        result.domains << domain.trimmed().toLower();
    result.domains.removeDuplicates();
    return result;
}

} // namespace tallybridge
