#include "identity/OAuthError.h"

namespace tallybridge {

QString oauthErrorCode(const QString &error, const QString &description)
{
    constexpr qsizetype longest = 60;
    QString code = description.startsWith(QLatin1String("AADSTS")) ? description.section(QLatin1Char(':'), 0, 0) : error;
    code.removeIf([](QChar c) { return !(c.unicode() < 128 && (c.isLetterOrNumber() || c == QLatin1Char('_'))); });
    return code.left(longest);
}

} // namespace tallybridge
