#pragma once

#include "core/FailureReason.h"
#include "core/Result.h"
#include "engine/EngineContext.h"
#include "ledger/DeliveryRecord.h"

#include <optional>

namespace tallybridge {

/// What a person settles by hand: waived copies, deliveries in quarantine, explained findings. Every decision needs a reason and is audited
/// with who, when and why.
class SettlingDesk
{
public:
    explicit SettlingDesk(const EngineContext &engine) : m_engine(engine) {}

    /// One copy by id (not 0), else all unsettled ones with the reason, or only the partial ones. Returns how many. As
    /// ConnectorService::waive().
    Result<int> waive(const QString &connector, qint64 copyId, std::optional<FailureReason> reason, bool partialOnly,
                      const QString &because);

    /// Explains a finding; it stays visible with the explanation. As ConnectorService::explainFinding().
    Result<void> explain(const QString &connector, qint64 findingId, const QString &because);

    /// Accepted: the next sync imports it; Discarded: it stays aside for ever.
    Result<void> decide(const QString &connector, const QString &delivery, DeliveryState decision, const QString &because);

private:
    const EngineContext &m_engine;
};

} // namespace tallybridge
