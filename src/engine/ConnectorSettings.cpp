#include "engine/ConnectorSettings.h"

#include "core/NameTable.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

namespace tallybridge {

namespace {

constexpr QLatin1String sourceKey("source");
constexpr QLatin1String destinationKey("destination");
constexpr QLatin1String mappingKey("mapping");
constexpr QLatin1String automaticKey("automatic_mapping");
constexpr QLatin1String regionKey("default_region");
constexpr QLatin1String limitKey("size_limit");
constexpr QLatin1String domainsKey("domains");
constexpr QLatin1String originalKey("original");
constexpr QLatin1String intervalKey("interval_hours");
constexpr QLatin1String archiveKey("archive_id");
constexpr QLatin1String adoptKey("adopt_archive");
constexpr QLatin1String termsKey("terms_sha256");
constexpr QLatin1String hostKeyKey("host_key");
constexpr QLatin1String afterImportKey("after_import");
constexpr QLatin1String afterImportFolderKey("after_import_folder");
constexpr QLatin1String formerFoldersKey("former_move_folders");
constexpr QLatin1String changedKey("source_was_changed");
constexpr QLatin1String bandwidthKey("bandwidth_limit");
constexpr QLatin1String timeoutKey("source_timeout");
constexpr QLatin1String proxyKey("proxy");
constexpr QLatin1String secretFilesKey("secret_files");
constexpr QLatin1String vaultKey("vault");
constexpr QLatin1String cloudKey("cloud");
constexpr QLatin1String clientIdKey("client_id");
constexpr QLatin1String caFileKey("ca_file");
constexpr QLatin1String insecureKey("insecure_loopback");
constexpr QLatin1String concurrencyKey("concurrency");
constexpr QLatin1String importMimeKey("importMime");
constexpr QLatin1String setUpByKey("set_up_by");
constexpr int defaultConcurrency = 4;

constexpr int defaultTimeout = 30;

const NameTable afterImportNames(std::array{
    std::pair{ConnectorSettings::AfterImport::Leave, QLatin1String("leave")},
    std::pair{ConnectorSettings::AfterImport::Move, QLatin1String("move")},
    std::pair{ConnectorSettings::AfterImport::Delete, QLatin1String("delete")},
});

} // namespace

QJsonObject ConnectorSettings::toJson() const
{
    QJsonObject files;
    for (auto file = secretFiles.begin(); file != secretFiles.end(); ++file)
        files.insert(file.key(), file.value());
    return {
        {sourceKey, source},
        {destinationKey, destination},
        {mappingKey, mappingFile},
        {automaticKey, automaticMapping},
        {regionKey, defaultRegion},
        {limitKey, sizeLimit},
        {domainsKey, QJsonArray::fromStringList(domains)},
        {originalKey, attachOriginal ? QStringLiteral("attach") : QStringLiteral("hash")},
        {intervalKey, intervalHours},
        {archiveKey, archiveId},
        {adoptKey, adoptArchive},
        {termsKey, termsSha256},
        {hostKeyKey, hostKey},
        {afterImportKey, QString(afterImportName(afterImport))},
        {afterImportFolderKey, afterImportFolder},
        {formerFoldersKey, QJsonArray::fromStringList(formerMoveFolders)},
        {changedKey, sourceWasChanged},
        {bandwidthKey, bandwidthLimit},
        {timeoutKey, sourceTimeout},
        {proxyKey, proxy},
        {secretFilesKey, files},
        {vaultKey, vault},
        {cloudKey, cloud},
        {clientIdKey, clientId},
        {caFileKey, caFile},
        {insecureKey, insecureLoopback},
        {concurrencyKey, concurrency},
        {importMimeKey, importMime},
        {setUpByKey, setUpBy},
    };
}

ConnectorSettings ConnectorSettings::fromJson(const QJsonObject &json)
{
    ConnectorSettings settings;
    settings.source = json[sourceKey].toString();
    settings.destination = json[destinationKey].toString();
    settings.mappingFile = json[mappingKey].toString();
    settings.automaticMapping = json[automaticKey].toBool(true);
    settings.defaultRegion = json[regionKey].toString();
    settings.sizeLimit = json[limitKey].toInteger(defaultSizeLimit);
    for (const auto &domain : json[domainsKey].toArray())
        settings.domains << domain.toString();
    settings.attachOriginal = json[originalKey].toString() == QLatin1String("attach");
    settings.intervalHours = json[intervalKey].toInt(24);
    settings.archiveId = json[archiveKey].toString();
    settings.adoptArchive = json[adoptKey].toBool(false); // versions that knew no ids imported without
    settings.termsSha256 = json[termsKey].toString();
    settings.hostKey = json[hostKeyKey].toString();
    settings.afterImport = afterImportFromName(json[afterImportKey].toString()).value_or(AfterImport::Leave);
    settings.afterImportFolder = json[afterImportFolderKey].toString();
    for (const auto &folder : json[formerFoldersKey].toArray())
        settings.formerMoveFolders << folder.toString();
    settings.sourceWasChanged = json[changedKey].toBool(false);
    settings.bandwidthLimit = json[bandwidthKey].toInteger(0);
    settings.sourceTimeout = json[timeoutKey].toInt(defaultTimeout);
    settings.proxy = json[proxyKey].toString();
    const QJsonObject files = json[secretFilesKey].toObject();
    for (auto file = files.begin(); file != files.end(); ++file)
        settings.secretFiles.insert(file.key(), file.value().toString());
    settings.vault = json[vaultKey].toString();
    settings.cloud = json[cloudKey].toString();
    settings.clientId = json[clientIdKey].toString();
    settings.caFile = json[caFileKey].toString();
    settings.insecureLoopback = json[insecureKey].toBool(false);
    settings.importMime = json[importMimeKey].toBool();
    settings.concurrency = json[concurrencyKey].toInt(defaultConcurrency);
    settings.setUpBy = json[setUpByKey].toString();
    return settings;
}

QLatin1String afterImportName(ConnectorSettings::AfterImport value)
{
    return afterImportNames.name(value);
}

std::optional<ConnectorSettings::AfterImport> afterImportFromName(QStringView name)
{
    return afterImportNames.value(name);
}

const QStringList &secretKinds()
{
    static const QStringList kinds{
        QStringLiteral("password"),       QStringLiteral("key"),           QStringLiteral("passphrase"), QStringLiteral("spool-key"),
        QStringLiteral("proxy-password"), QStringLiteral("client-secret"), QStringLiteral("certificate")};
    return kinds;
}

qint64 parseSizeLimit(const QString &text)
{
    static const QRegularExpression form(QStringLiteral(R"(^\s*(\d{1,12}(?:\.\d{1,6})?)\s*([KMG]?)(?:i?B)?\s*$)"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return -1;
    double bytes = match.captured(1).toDouble();
    const QString unit = match.captured(2).toUpper();
    if (unit == QLatin1String("K"))
        bytes *= 1024.0;
    else if (unit == QLatin1String("M"))
        bytes *= 1024.0 * 1024.0;
    else if (unit == QLatin1String("G"))
        bytes *= 1024.0 * 1024.0 * 1024.0;
    return bytes >= 1.0 && bytes < 1e15 ? std::llround(bytes) : -1;
}

} // namespace tallybridge
