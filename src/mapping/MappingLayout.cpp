#include "mapping/MappingLayout.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr size_t sampleRows = 100;

/// A first line "sep=;" (in quotes too) by which Excel is told the delimiter.
struct SeparatorLine {
    QChar delimiter;
    qsizetype end = 0; ///< behind its line end
};

std::optional<SeparatorLine> readSeparatorLine(QStringView text)
{
    const bool quoted = text.startsWith(u'"');
    qsizetype position = quoted ? 1 : 0;
    const QLatin1String key("sep=");
    if (!text.sliced(position).startsWith(key, Qt::CaseInsensitive))
        return std::nullopt;
    position += key.size();
    if (position >= text.size() || QStringView(u"\"\r\n").contains(text[position]))
        return std::nullopt;
    const QChar delimiter = text[position++];
    if (quoted && (position >= text.size() || text[position++] != u'"'))
        return std::nullopt;
    // Programs that do not know the line save it again with empty cells behind it.
    while (position < text.size() && (text[position] == u' ' || text[position] == delimiter))
        ++position;
    if (position < text.size() && text[position] == u'\r')
        ++position;
    if (position < text.size() && text[position] == u'\n')
        ++position;
    else if (position < text.size() && text[position - 1] != u'\r')
        return std::nullopt;
    return SeparatorLine{delimiter, position};
}

std::vector<CsvRow> readSample(QStringView text, QChar delimiter, int firstLine)
{
    std::vector<CsvRow> rows;
    CsvReader reader(text, delimiter, firstLine);
    CsvRow row;
    // Blank rows are read, not kept: their number is bounded only by the size of the file.
    while (rows.size() < sampleRows && reader.next(&row)) {
        if (!row.damaged && !row.isBlank())
            rows.push_back(row);
    }
    return rows;
}

/// True when the cells in which a number and an address should stand hold words: a header with names we do not know.
bool isUnknownHeader(const CsvRow &row, const MappingColumns &columns)
{
    const auto isWords = [&row](int column) {
        const QString cell = row.cells.value(column).trimmed();
        return !cell.isEmpty() && std::none_of(cell.begin(), cell.end(), [](QChar c) { return c.isDigit() || c == u'@'; });
    };
    return isWords(columns.number) && isWords(columns.mailbox);
}

struct Candidate {
    MappingLayout layout;
    int merit = 0; ///< 3 = both columns named, 2 = one, 1 = both by content; 0 = incomplete
    qsizetype width = 0;
};

Candidate tryDelimiter(QStringView text, QChar delimiter, int firstLine, const PhoneNumberParser &parser)
{
    Candidate candidate;
    candidate.layout.delimiter = delimiter;
    const std::vector<CsvRow> rows = readSample(text, delimiter, firstLine);
    if (rows.empty())
        return candidate;
    const CsvRow &first = rows.front();
    candidate.width = first.cells.size();
    const MappingColumns named = columnsByName(first.cells);
    if (named.complete()) {
        candidate.layout.columns = named;
        candidate.layout.headerLine = first.line;
        candidate.merit = 3;
    } else if (named.number >= 0 || named.mailbox >= 0) {
        candidate.layout.columns = columnsByContent(named, {rows.begin() + 1, rows.end()}, parser);
        candidate.layout.headerLine = first.line;
        candidate.merit = candidate.layout.columns.complete() ? 2 : 0;
    } else {
        candidate.layout.columns = columnsByContent({}, rows, parser);
        candidate.merit = candidate.layout.columns.complete() ? 1 : 0;
        if (candidate.merit > 0 && isUnknownHeader(first, candidate.layout.columns)) {
            candidate.layout.headerLine = first.line;
            candidate.layout.columns = columnsByContent({}, {rows.begin() + 1, rows.end()}, parser);
        }
    }
    return candidate;
}

} // namespace

std::optional<MappingLayout> findMappingLayout(QStringView text, const PhoneNumberParser &parser)
{
    std::vector<QChar> delimiters{u',', u';', u'\t'};
    qsizetype begin = 0;
    int firstLine = 1;
    if (const auto separator = readSeparatorLine(text)) {
        delimiters = {separator->delimiter};
        begin = separator->end;
        firstLine = 2;
    }
    Candidate best;
    for (const QChar delimiter : delimiters) {
        const Candidate candidate = tryDelimiter(text.sliced(begin), delimiter, firstLine, parser);
        if (std::pair(candidate.merit, candidate.width) > std::pair(best.merit, best.width))
            best = candidate;
    }
    if (best.merit == 0)
        return std::nullopt;
    best.layout.begin = begin;
    best.layout.firstLine = firstLine;
    return best.layout;
}

} // namespace tallybridge
