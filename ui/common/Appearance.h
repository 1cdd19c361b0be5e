#pragma once

#include "ui/common/AppSettings.h"

namespace tallybridge {

/// Light, dark, or what the system has. Call it after the application object was made; again to change it.
void applyAppearance(AppSettings::Appearance appearance);

} // namespace tallybridge
