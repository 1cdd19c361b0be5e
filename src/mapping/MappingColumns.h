#pragma once

#include "mapping/CsvReader.h"
#include "mapping/PhoneNumberParser.h"

#include <optional>
#include <vector>

namespace tallybridge {

/// Which column of a mapping CSV is which, from 0; -1 = there is none.
struct MappingColumns {
    int number = -1;
    int mailbox = -1;
    int validFrom = -1;
    int validUntil = -1;

    bool complete() const { return number >= 0 && mailbox >= 0; }
    bool operator==(const MappingColumns &) const = default;
};

/// The columns that a header names: the documented names, their synonyms in English, German and Chinese, in any order
/// and case. The more telling name wins ("Mobile number" before "Phone"), then the first.
MappingColumns columnsByName(const QStringList &header);

/// Whether a header's cell sounds like a first or last day ("Valid Untill", "Expires", "生效日"), known name or not.
bool soundsLikeDay(const QString &headerCell);

/// Fills the columns that are not known yet from what the cells of rows hold: mail addresses, numbers. With both
/// unknown, columns with nothing but ISO dates are the first and the last day, in that order.
MappingColumns columnsByContent(MappingColumns known, const std::vector<CsvRow> &rows, const PhoneNumberParser &parser);

} // namespace tallybridge
