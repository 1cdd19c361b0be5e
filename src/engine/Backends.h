#pragma once

#include "core/Result.h"
#include "engine/ConnectorSettings.h"
#include "engine/ConnectorType.h"
#include "mailbox/Destination.h"
#include "mailbox/TenantAccess.h"
#include "source/DeliverySource.h"

#include <memory>
#include <optional>

namespace tallybridge {

/// Makes the source and the destination a connector's settings name. The composition root (app/) implements it with the real classes,
/// tests with their own.
class Backends
{
public:
    virtual ~Backends() = default;

    /// Touches neither network nor secrets yet. Failures: SourceUrlInvalid, SourceNotSupported, MoveFolderInvalid.
    virtual Result<std::unique_ptr<DeliverySource>> makeSource(const ConnectorSettings &settings) const = 0;

    /// Failures: DestinationUrlInvalid, DestinationNotSupported, ClientIdMissing.
    virtual Result<std::unique_ptr<Destination>> makeDestination(const ConnectorSettings &settings, const ConnectorType &type) const = 0;

    /// The settings with URLs in their one absolute form ("folder:../in" -> "folder:/srv/in"); what is wrong with them otherwise.
    /// Failures: SourceUrlInvalid, SourceNotSupported, MoveFolderInvalid, DestinationUrlInvalid, DestinationNotSupported.
    virtual Result<ConnectorSettings> normalised(const ConnectorSettings &settings) const = 0;

    /// The fingerprint of the source's host key; nothing for a source without one. With settings.hostKey given, that one when the source
    /// has it. Sends no secret. Failures: SourceHostKeyChanged, and those of reaching the server.
    virtual Result<std::optional<QString>> hostKey(const ConnectorSettings &, const CancelToken &) const
    {
        return std::optional<QString>();
    }

    /// The tenant of a destination that needs an administrator's consent. Touches neither network nor secrets yet. Failures:
    /// ConsentNotNeeded, DestinationUrlInvalid, ClientIdMissing, those of the cloud and of the CA file.
    virtual Result<std::unique_ptr<TenantAccess>> makeTenantAccess(const ConnectorSettings &settings) const
    {
        const QString scheme = settings.destination.section(QLatin1Char(':'), 0, 0);
        return Failure{FailureCode::ConsentNotNeeded, {scheme}, {}, false};
    }
};

} // namespace tallybridge
