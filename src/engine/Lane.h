#pragma once

#include "core/CancelToken.h"
#include "engine/LaneQueue.h"
#include "engine/Recorder.h"
#include "mailbox/Destination.h"

namespace tallybridge {

/// The body of a lane thread: takes copies from the queue, delivers them in a session of its own, gives the receipts to the recorder;
/// returns when the queue is closed and empty. After stop is cancelled, the copies still waiting fail as cancelled.
void runLane(Destination &destination, LaneQueue &queue, Recorder &recorder, const CancelToken &stop);

} // namespace tallybridge
