#pragma once

#include "core/Failure.h"

namespace tallybridge {

/// One sentence for people: what is wrong, where, and what to do. The technical detail is not in it.
QString failureText(const Failure &failure);

/// The same for a failure that was kept as machine name and arguments (runs, quarantine). An unknown name is shown as
/// it is.
QString failureText(const QString &codeName, const QStringList &arguments);

} // namespace tallybridge
