#pragma once

#include "engine/SetupTraces.h"

#include <memory>
#include <optional>

namespace tallybridge {

class Backend;

/// What the pages of one wizard share: the draft, and what the checks of the pages found. It goes with the wizard.
struct WizardState {
    Backend &backend;
    SetupDraft draft;
    std::optional<SourceTrial> source;       ///< of draft.source, once it was tried
    MappingPreview preview;                  ///< of draft.mapping
    std::optional<SetupDestination> reached; ///< draft.destination as it will be kept, once it was tried
    std::optional<TenantTrial> tenant;       ///< of draft.destination, when it is one and was tried
    std::shared_ptr<SetupTraces> traces;     ///< every operation that tries the draft holds it
    std::optional<Connector> result;         ///< what was created or changed

    std::chrono::milliseconds browserPatience = std::chrono::minutes(15);
    std::chrono::milliseconds consentSettling = std::chrono::minutes(2);
};

} // namespace tallybridge
