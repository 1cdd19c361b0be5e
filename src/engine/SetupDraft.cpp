#include "engine/SetupDraft.h"

#include "core/SftpUrl.h"

#include <QUuid>

#include <algorithm>

namespace tallybridge {

namespace {

constexpr QLatin1String folderPrefix("folder:");
constexpr QLatin1String sftpPrefix("sftp://");
constexpr QLatin1String localPrefix("local:");
constexpr QLatin1String graphPrefix("graph:");

SetupSource fromSftp(const SftpUrl &url)
{
    SetupSource source;
    source.user = url.user;
    source.server = url.host;
    source.port = url.port;
    source.path = url.folder == QLatin1String(".") ? QString() : url.folder;
    return source;
}

} // namespace

QString SetupSource::url() const
{
    if (kind == Kind::Folder)
        return folderPrefix + folder.trimmed();
    QString host = server.trimmed();
    if (host.contains(QLatin1Char(':')) && !host.startsWith(QLatin1Char('[')))
        host = QLatin1Char('[') + host + QLatin1Char(']');
    if (port != defaultPort)
        host += QLatin1Char(':') + QString::number(port);
    return sftpPrefix + user.trimmed() + QLatin1Char('@') + host + QLatin1Char('/') + path.trimmed();
}

SetupSource SetupSource::fromUrl(const QString &url)
{
    if (const auto sftp = SftpUrl::parse(url))
        return fromSftp(*sftp);
    SetupSource source;
    if (url.startsWith(sftpPrefix, Qt::CaseInsensitive))
        return source;
    source.kind = Kind::Folder;
    if (url.startsWith(folderPrefix, Qt::CaseInsensitive))
        source.folder = url.mid(folderPrefix.size());
    return source;
}

QString SetupDestination::url() const
{
    if (microsoft365)
        return graphPrefix + microsoft365->tenant.trimmed();
    return other.isEmpty() ? QString(localPrefix + folder.trimmed()) : other;
}

QStringList SetupDestination::splitDomains(const QString &text)
{
    QStringList domains;
    QString domain;
    const auto take = [&] {
        // People copy domains out of addresses.
        if (domain.startsWith(QLatin1Char('@')))
            domain.remove(0, 1);
        if (!domain.isEmpty() && !domains.contains(domain, Qt::CaseInsensitive))
            domains << domain.toLower();
        domain.clear();
    };
    for (const QChar c : text) {
        if (c.isSpace() || c == QLatin1Char(',') || c == QLatin1Char(';') || c == QChar(0x3001) || c == QChar(0xFF0C))
            take();
        else
            domain += c;
    }
    take();
    return domains;
}

SetupDraft SetupDraft::ofNew(const ConnectorType &type)
{
    SetupDraft draft;
    draft.type = &type;
    draft.vault = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return draft;
}

SetupDraft SetupDraft::ofConnector(const QString &name, const ConnectorType &type, const ConnectorSettings &settings)
{
    SetupDraft draft;
    draft.type = &type;
    draft.termsSha256 = settings.termsSha256;
    draft.source = SetupSource::fromUrl(settings.source);
    draft.source.hostKey = settings.hostKey;
    draft.vault = settings.vault.isEmpty() ? QUuid::createUuid().toString(QUuid::WithoutBraces) : settings.vault;
    draft.mapping = {settings.automaticMapping, settings.mappingFile, settings.defaultRegion};
    if (settings.destination.startsWith(localPrefix, Qt::CaseInsensitive))
        draft.destination.folder = settings.destination.mid(localPrefix.size());
    else if (settings.destination.startsWith(graphPrefix, Qt::CaseInsensitive))
        draft.destination.microsoft365 = SetupTenant{settings.destination.mid(graphPrefix.size()), settings.cloud, settings.clientId};
    else
        draft.destination.other = settings.destination;
    draft.destination.domains = settings.domains;
    draft.options = {name, settings.sizeLimit, settings.attachOriginal, settings.intervalHours};
    draft.formerName = name;
    draft.formerValues = settings;
    return draft;
}

ConnectorSettings SetupDraft::settings() const
{
    ConnectorSettings settings = formerValues;
    settings.termsSha256 = termsSha256;
    settings.source = source.url();
    settings.hostKey = source.kind == SetupSource::Kind::Sftp ? source.hostKey : QString();
    settings.vault = vault;
    settings.mappingFile = mapping.file.trimmed();
    settings.automaticMapping = mapping.automatic;
    settings.defaultRegion = mapping.defaultRegion;
    settings.destination = destination.url();
    settings.domains = destination.domains;
    if (destination.microsoft365) {
        settings.cloud = destination.microsoft365->cloud;
        settings.clientId = destination.microsoft365->clientId.trimmed();
        // A file would come before what is kept.
        if (usesClientSecret() || !certificate.isEmpty())
            settings.secretFiles.remove(QStringLiteral("certificate"));
        if (!clientSecret.isEmpty())
            settings.secretFiles.remove(QStringLiteral("client-secret"));
    } else if (destination.other.isEmpty()) {
        settings.cloud.clear();
        settings.clientId.clear();
        settings.setUpBy.clear();
    }
    settings.sizeLimit = options.sizeLimit;
    settings.attachOriginal = options.attachOriginal;
    settings.intervalHours = options.intervalHours;
    return settings;
}

} // namespace tallybridge
