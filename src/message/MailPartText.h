#pragma once

#include "message/FactTable.h"

namespace tallybridge {

/// The plain body in UTF-8: first line (may be empty), words, table.
QByteArray plainBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts);

/// The same as HTML: everything escaped, nothing fetched from anywhere, no scripts.
QByteArray htmlBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts);

} // namespace tallybridge
