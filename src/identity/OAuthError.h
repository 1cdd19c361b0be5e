#pragma once

#include <QString>

namespace tallybridge {

/// The code of a refusal for people to look up: "AADSTS7000215" out of "AADSTS7000215: Invalid client secret …", else the OAuth error.
/// Whatever came, letters, digits and underscores only, at most 60.
QString oauthErrorCode(const QString &error, const QString &description);

} // namespace tallybridge
