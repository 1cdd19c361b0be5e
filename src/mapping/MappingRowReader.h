#pragma once

#include "mapping/MappingColumns.h"
#include "mapping/MappingFile.h"

namespace tallybridge {

/// Reads one data row of a mapping CSV. Objects belong to one thread.
class MappingRowReader
{
public:
    /// header: its cells; empty: there is none.
    MappingRowReader(MappingColumns columns, PhoneNumberParser parser, QStringList header = {});

    struct Row {
        std::optional<MappingEntry> entry; ///< nothing when a problem keeps the row from being used
        std::vector<MappingProblem> problems;
    };
    Row read(const CsvRow &row) const;
    /// One remark for each named column that is not read.
    std::vector<MappingProblem> remarksOnHeader(int line) const;

private:
    std::optional<PhoneNumber> readNumber(const QString &cell, Row *row) const;
    std::optional<MailAddress> readMailbox(const QString &cell, Row *row) const;

    bool isRead(int column) const;
    bool isDayNobodyReads(int column, const QString &cell) const;

    MappingColumns m_columns;
    PhoneNumberParser m_parser;
    QStringList m_header;
};

} // namespace tallybridge
