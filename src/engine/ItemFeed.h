#pragma once

#include "core/Result.h"
#include "engine/FeedPort.h"

namespace tallybridge {

/// Brings raw items into the pipeline: from the source's deliveries, or from held originals. Runs on the fetcher thread.
class ItemFeed
{
public:
    virtual ~ItemFeed() = default;

    /// Returns when everything was given, or soon after port.stop() is cancelled. Failures end the run: SourceUnavailable, the ledger's …
    virtual Result<void> run(FeedPort &port) = 0;
};

} // namespace tallybridge
