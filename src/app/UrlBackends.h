#pragma once

#include "core/Clock.h"
#include "core/ProgramLog.h"
#include "engine/Backends.h"
#include "engine/ConnectorVault.h"

namespace tallybridge {

/// The sources and destinations of this version: "folder:/path" or "sftp://user@host:port/path" (SftpUrl), and "local:",
/// "local:/path" or "graph:TENANT" (its id or domain). What stands behind the colon of a folder is a path of this computer as it is (no
/// percent coding), relative ones are relative to the working directory.
class UrlBackends : public Backends
{
public:
    /// dataFolder: absolute; "local:" without a path is `<dataFolder>/archive`.
    UrlBackends(QString dataFolder, SecretStores secrets, std::shared_ptr<const Clock> clock,
                std::shared_ptr<ProgramLog> log = std::make_shared<ProgramLog>());

    Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &settings) const override;
    Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &settings, const ConnectorType &type) const override;
    /// Besides the URLs: domains in lower case, each once. A source folder need not exist yet.
    /// DestinationUrlInvalid also when the archive lies in the source folder or the other way round.
    Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const override;
    Result<std::unique_ptr<TenantAccess>> makeTenantAccess(const ConnectorSettings &settings) const override;
    Result<std::optional<QString>> hostKey(const ConnectorSettings &settings, const CancelToken &cancel) const override;

private:
    /// The one form of a source URL.
    Result<QString> sourceUrl(const QString &url) const;
    /// The one form of a destination URL, and what it names. Failures: DestinationUrlInvalid, DestinationNotSupported.
    struct Place {
        QString url;
        QString localRoot; ///< of a local archive; empty: it is none
        QString tenant;    ///< of Microsoft 365
    };
    Result<Place> place(const QString &url) const;
    std::unique_ptr<Destination> makeGraph(const QString &tenant, const ConnectorSettings &settings, const ConnectorType &type) const;

    QString m_dataFolder;
    SecretStores m_secrets;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<ProgramLog> m_log;
};

} // namespace tallybridge
