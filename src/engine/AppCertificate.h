#pragma once

#include "core/Clock.h"
#include "core/Result.h"
#include "core/Secret.h"

namespace tallybridge {

/// A certificate for an app registration of Microsoft 365, valid for two years from the clock's day on: PEM with its private key. Failures:
/// Internal.
Result<Secret> makeAppCertificate(const Clock &clock);

} // namespace tallybridge
