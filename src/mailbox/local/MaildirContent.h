#pragma once

#include "core/ItemKey.h"
#include "core/Result.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace tallybridge {

/// SHA-256 of a file (32 raw bytes). withMailLineEnds: each LF without CR counts as CR LF, because mail programs that
/// store a mail anew may change just that. Failures: FileNotFound, FileNotReadable.
Result<QByteArray> fileSha256(const QString &path, bool withMailLineEnds);

/// The key in the Message-ID of a mail (the ItemKey::messageId() of ours, in its first 64 KiB); nothing when it is not
/// a mail of ours. Failures: FileNotFound, FileNotReadable.
Result<std::optional<ItemKey>> keyOfMail(const QString &path);

} // namespace tallybridge
