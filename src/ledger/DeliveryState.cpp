#include "ledger/DeliveryRecord.h"

#include "core/NameTable.h"

namespace tallybridge {

namespace {

const NameTable deliveryStateNames(std::array{
    std::pair{DeliveryState::Open, QLatin1String("open")},
    std::pair{DeliveryState::Finished, QLatin1String("finished")},
    std::pair{DeliveryState::Quarantined, QLatin1String("quarantined")},
    std::pair{DeliveryState::Accepted, QLatin1String("accepted")},
    std::pair{DeliveryState::Discarded, QLatin1String("discarded")},
});

} // namespace

QLatin1String deliveryStateName(DeliveryState state)
{
    return deliveryStateNames.name(state);
}

std::optional<DeliveryState> deliveryStateFromName(QStringView name)
{
    return deliveryStateNames.value(name);
}

} // namespace tallybridge
