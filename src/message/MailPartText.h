#pragma once

#include "message/FactTable.h"

namespace tallybridge {

/// The plain body: first line (may be empty), words, table.
QString plainBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts);

/// The same as HTML: everything escaped, nothing fetched from anywhere, no scripts.
QString htmlBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts);

} // namespace tallybridge
