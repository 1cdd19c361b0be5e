#pragma once

#include "engine/DeliveryIntake.h"

#include <optional>
#include <vector>

namespace tallybridge {

/// Examines the deliveries of a listing one after the other, and the next one already while the feed would only wait for the threads behind
/// it. Used by the fetcher thread only.
class DeliveryLookAhead
{
public:
    /// intake and deliveries must outlive the object.
    DeliveryLookAhead(DeliveryIntake &intake, const std::vector<SourceDelivery> &deliveries, CancelToken stop)
        : m_intake(intake), m_deliveries(deliveries), m_stop(std::move(stop))
    {
    }

    /// The next delivery, examined. Call it once for each delivery. Failures: DeliveryIntake::examine()'s.
    Result<DeliveryIntake::Examined> next()
    {
        const size_t place = m_place++;
        if (!m_ahead)
            return m_intake.examine(m_deliveries[place], m_stop);
        auto examined = std::move(*m_ahead);
        m_ahead.reset();
        return examined;
    }

    /// Examines what next() will return, unless there is none or it is done. What fails is told by next().
    void lookAhead()
    {
        if (!m_ahead && m_place < m_deliveries.size() && !m_stop.isCancelled())
            m_ahead = m_intake.examine(m_deliveries[m_place], m_stop);
    }

private:
    DeliveryIntake &m_intake;
    const std::vector<SourceDelivery> &m_deliveries;
    CancelToken m_stop;
    std::optional<Result<DeliveryIntake::Examined>> m_ahead;
    size_t m_place = 0;
};

} // namespace tallybridge
