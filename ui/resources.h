#pragma once

namespace tallybridge {

/// Makes the files that are built into the program known to Qt. Call it before the first window.
void loadResources();

} // namespace tallybridge
