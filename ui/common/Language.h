#pragma once

#include <QString>

class QCoreApplication;

namespace tallybridge {

/// Installs the window's language: "en", "zh_TW", or empty for the system's. Call it before the first window. False when there is no
/// translation for it; the window is English then.
bool installLanguage(QCoreApplication &application, const QString &language);

} // namespace tallybridge
