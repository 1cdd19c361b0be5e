#pragma once

#include "core/Clock.h"
#include "core/ProgramLog.h"
#include "engine/Backends.h"
#include "engine/ConnectorVault.h"

#include <QString>
#include <memory>

namespace tallybridge {

/// What every operation of the engine works with.
struct EngineContext {
    QString dataFolder; ///< ledger, locks and the default archive lie in it
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<const Backends> backends;
    QString account; ///< acting account, for the audit
    SecretStores secrets = {};
    std::shared_ptr<ProgramLog> log = std::make_shared<ProgramLog>(); ///< never null

    QString ledgerPath() const { return dataFolder + QLatin1String("/ledger.sqlite"); }
};

} // namespace tallybridge
