#pragma once

#include "core/Result.h"
#include "engine/ConnectorService.h"

#include <QString>

namespace tallybridge {

/// The connector behind *Try with sample data*: the shipped sample deliveries and their mapping, imported into a local archive. All its
/// files lie in `<data folder>/sample`.
class SampleConnector
{
public:
    /// sampleFolder holds `deliveries/*.zip` and `mapping.csv`; a Qt resource path will do.
    SampleConnector(const EngineContext &engine, QString sampleFolder) : m_engine(engine), m_sampleFolder(std::move(sampleFolder)) {}

    /// Copies the sample into the data folder (files that are there stay as they are, the admin may have changed the mapping) and adds
    /// the connector, accepting the terms; the one that is there already is given back. Failures: FileNotFound when the
    /// sample is incomplete, FileNotWritable, and ConnectorService::add()'s.
    Result<Connector> create(ConnectorService &service, const QString &name) const;

private:
    Result<void> copyFiles(const QString &target) const;

    const EngineContext &m_engine;
    QString m_sampleFolder;
};

} // namespace tallybridge
