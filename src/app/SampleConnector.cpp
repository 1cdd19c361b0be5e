#include "app/SampleConnector.h"

#include "core/PrivateFolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace tallybridge {

namespace {

Result<void> copyFile(const QString &from, const QString &to)
{
    if (QFileInfo::exists(to))
        return {};
    // A copy that was cut off must not be taken for the file.
    const QString part = to + QLatin1String(".part");
    QFile::remove(part);
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return Failure{FailureCode::FileNotFound, {from}, source.errorString(), false};
    QFile target(part);
    const QByteArray bytes = source.readAll();
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.flush())
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(to)}, target.errorString(), false};
    target.close();
    if (!target.rename(to))
        return Failure{FailureCode::FileNotWritable, {QDir::toNativeSeparators(to)}, target.errorString(), false};
    return {};
}

} // namespace

Result<void> SampleConnector::copyFiles(const QString &target) const
{
    const QDir deliveries(m_sampleFolder + QLatin1String("/deliveries"));
    const QStringList names = deliveries.entryList({QStringLiteral("*.zip")}, QDir::Files);
    if (names.isEmpty())
        return Failure{FailureCode::FileNotFound, {deliveries.path()}, {}, false};
    if (auto made = makePrivateFolder(target + QLatin1String("/deliveries")); !made)
        return made;
    for (const QString &name : names) {
        const QString file = QLatin1String("/deliveries/") + name;
        if (auto copied = copyFile(m_sampleFolder + file, target + file); !copied)
            return copied;
    }
    const QLatin1String mapping("/mapping.csv");
    return copyFile(m_sampleFolder + mapping, target + mapping);
}

Result<Connector> SampleConnector::create(ConnectorService &service, const QString &name) const
{
    const QString folder = m_engine.dataFolder + QLatin1String("/sample");
    if (auto copied = copyFiles(folder); !copied)
        return copied.failure();
    const QString source = QLatin1String("folder:") + folder + QLatin1String("/deliveries");
    const auto connectors = service.list();
    if (!connectors)
        return connectors.failure();
    for (const Connector &connector : *connectors) {
        if (connector.settings.source == source)
            return connector;
    }
    ConnectorSettings settings;
    settings.source = source;
    settings.destination = QLatin1String("local:") + folder + QLatin1String("/archive");
    settings.mappingFile = folder + QLatin1String("/mapping.csv");
    settings.domains = {QStringLiteral("contoso.example")};
    settings.termsSha256 = termsSha256();
    return service.add(name, QStringLiteral("whatsapp"), settings);
}

} // namespace tallybridge
