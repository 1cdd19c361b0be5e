#pragma once

#include "core/Participant.h"
#include "message/HeaderBlock.h"

#include <vector>

namespace tallybridge {

/// The participants of a message: every entry of From (of Sender when there is no From), To and Cc, in that order. The
/// number is the one in the display name, else the one in the address. Nobody vanishes: what is no address stays as
/// rawAddress.
std::vector<Participant> readParticipants(const HeaderBlock &header);

} // namespace tallybridge
