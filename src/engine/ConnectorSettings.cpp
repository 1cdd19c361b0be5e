#include "engine/ConnectorSettings.h"

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

} // namespace

QJsonObject ConnectorSettings::toJson() const
{
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
    return settings;
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
