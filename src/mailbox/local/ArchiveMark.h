#pragma once

#include "core/Result.h"

#include <QString>

namespace tallybridge {

/// The mark of a local archive: the file ".tallybridge-archive" in its root. It says in words what the folder is and, in a line of its
/// own, "id" with 32 hexadecimal digits made by chance, no secret. Whoever knows the id can tell the archive from the empty folder its
/// disk is mounted on.
inline constexpr QLatin1String archiveMarkName(".tallybridge-archive");

/// Where the mark of the archive at this root lies.
QString archiveMarkPath(const QString &root);

/// The id in the archive's mark; empty when there is no mark. Failures: DestinationUnavailable (it cannot be read), DestinationDamaged
/// (it holds no id).
Result<QString> readArchiveMark(const QString &root);

/// Gives the archive a mark, durable when it returns, and returns its id; a mark that is there already stays. The root must exist.
/// Failures: DestinationUnavailable, DiskFull.
Result<QString> makeArchiveMark(const QString &root);

} // namespace tallybridge
