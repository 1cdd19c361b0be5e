#pragma once

#include "core/Result.h"
#include "engine/ItemFeed.h"
#include "engine/RunContext.h"
#include "engine/RunControl.h"

#include <memory>
#include <vector>

namespace tallybridge {

/// Runs feeds through preparers, recorder and lanes on their threads until everything has its outcome.
class ImportPipeline
{
public:
    struct End {
        Sums sums;                      ///< quarantined is not counted here
        std::optional<Failure> failure; ///< what ended the run early; not for a cancelled one
        bool cancelled = false;
    };

    explicit ImportPipeline(const RunContext &context) : m_context(context) {}

    /// Blocks; calls control.progress on this thread. One feed after the other.
    End run(const std::vector<std::unique_ptr<ItemFeed>> &feeds, const RunControl &control);

private:
    const RunContext &m_context;
};

} // namespace tallybridge
