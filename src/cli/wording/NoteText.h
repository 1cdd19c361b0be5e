#pragma once

#include <QString>
#include <QStringList>

namespace tallybridge {

/// One sentence for a note of a run. An unknown code is shown with its arguments as it is.
QString noteText(const QString &code, const QStringList &arguments);

/// One sentence for an open finding of a connector, by its kind.
QString findingText(const QString &kind, const QString &subject);

} // namespace tallybridge
