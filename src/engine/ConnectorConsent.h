#pragma once

#include "engine/TenantSetup.h"

namespace tallybridge {

/// TenantSetup for a connector that exists: what comes of it goes into the audit, and into the connector. One object per thread.
class ConnectorConsent
{
public:
    explicit ConnectorConsent(const EngineContext &engine) : m_engine(engine) {}

    /// settings: the connector's. Failures: TenantSetup::askConsent()'s, the ledger's.
    Result<AppAccess> ask(const QString &name, const ConnectorSettings &settings, const BrowserOrder &order,
                          const CancelToken &cancel) const;

    /// Keeps who signed in as the one who set the connector up. Failures: TenantSetup::signIn()'s, ConnectorBusy, the ledger's.
    Result<Administrator> signIn(const QString &name, const ConnectorSettings &settings, bool readRoles, const BrowserOrder &order,
                                 const CancelToken &cancel) const;

private:
    const EngineContext &m_engine;
};

} // namespace tallybridge
