#pragma once

#include <QDate>
#include <QStringView>
#include <optional>

namespace tallybridge {

/// The day written as ISO 8601's extended calendar date YYYY-MM-DD, exactly; nothing for any other text.
std::optional<QDate> readIsoDate(QStringView text);

} // namespace tallybridge
