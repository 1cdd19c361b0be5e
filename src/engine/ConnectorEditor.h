#pragma once

#include "core/Result.h"
#include "engine/ConnectorSettings.h"
#include "engine/EngineContext.h"
#include "engine/TenantAnswers.h"
#include "ledger/ConnectorRecord.h"
#include "ledger/Ledger.h"

namespace tallybridge {

/// Creates, changes and removes connectors: checks every setting first, writes the audit event with the change.
class ConnectorEditor
{
public:
    explicit ConnectorEditor(const EngineContext &engine) : m_engine(engine) {}

    /// As ConnectorService::add().
    Result<ConnectorRecord> add(const QString &name, const QString &type, const ConnectorSettings &settings,
                                const TenantAnswers &answers = {});
    /// As ConnectorService::edit().
    Result<ConnectorRecord> edit(const QString &name, const QString &newName, const ConnectorSettings &settings,
                                 const TenantAnswers &answers = {});
    /// As ConnectorService::remove().
    Result<void> remove(const QString &name);

    /// The settings in the form they are kept in, or what is wrong with them; looks at no other connector. Failures: as add().
    Result<ConnectorSettings> checked(const QString &name, const ConnectorType &type, const ConnectorSettings &settings) const;

private:
    /// Failures: ConnectorHoldsOriginals when originals would go that lie nowhere else, the ledger's.
    Result<void> mayRemove(Ledger &ledger, const ConnectorRecord &record) const;

    const EngineContext &m_engine;
};

} // namespace tallybridge
