#pragma once

#include "core/Result.h"
#include "source/sftp/SftpSession.h"

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// The one form of the folder imported deliveries are moved to ("done/" -> "done"). Failures: MoveFolderInvalid when it does not lie below
/// the source's folder: empty, absolute, with a part "." or "..", a backslash or a control character.
Result<QString> moveFolderOf(const QString &text);

/// Moves a delivery into a folder, which is made when it is missing. A file of the same name there is never touched: when it has the same
/// size and SHA-256 the delivery is removed from where it lay, else it stays. Failures: SourceNameTaken, the session's.
Result<void> moveAway(SftpSession &session, const QByteArray &from, const QByteArray &folder, const SftpEntry &delivery,
                      const QByteArray &sha256);

} // namespace tallybridge
