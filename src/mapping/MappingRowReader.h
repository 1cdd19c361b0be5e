#pragma once

#include "mapping/MappingColumns.h"
#include "mapping/MappingFile.h"

namespace tallybridge {

/// Reads one data row of a mapping CSV. Objects belong to one thread.
class MappingRowReader
{
public:
    MappingRowReader(MappingColumns columns, PhoneNumberParser parser);

    struct Row {
        std::optional<MappingEntry> entry; ///< nothing when a problem keeps the row from being used
        std::vector<MappingProblem> problems;
    };
    Row read(const CsvRow &row) const;

private:
    std::optional<PhoneNumber> readNumber(const QString &cell, Row *row) const;
    std::optional<MailAddress> readMailbox(const QString &cell, Row *row) const;

    MappingColumns m_columns;
    PhoneNumberParser m_parser;
};

} // namespace tallybridge
