#pragma once

#include "mapping/MappingColumns.h"

namespace tallybridge {

/// How a mapping CSV is laid out.
struct MappingLayout {
    QChar delimiter;
    qsizetype begin = 0; ///< offset of the text behind a "sep=" line
    int firstLine = 1;   ///< the line at that offset
    int headerLine = 0;  ///< where the header begins; 0 = there is none
    MappingColumns columns;
};

/// Finds delimiter, header and columns in a decoded file; nothing when the column of the numbers or that of the
/// mailboxes cannot be told. Looks at the first rows only.
std::optional<MappingLayout> findMappingLayout(QStringView text, const PhoneNumberParser &parser);

} // namespace tallybridge
