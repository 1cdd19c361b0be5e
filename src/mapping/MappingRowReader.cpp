#include "mapping/MappingRowReader.h"

#include "mapping/IsoDate.h"
#include "mapping/SpreadsheetCell.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr qsizetype longestArgument = 100;

/// A cell as an argument of a problem: short and without characters that would disturb a line of a list.
QString forDisplay(const QString &cell)
{
    QString text = cell.first(std::min(cell.size(), longestArgument));
    for (QChar &c : text) {
        if (!c.isPrint() && !c.isSurrogate())
            c = u' ';
    }
    return text.simplified();
}

void addProblem(MappingRowReader::Row *row, MappingProblemKind kind, QStringList arguments = {})
{
    MappingProblem problem;
    problem.kind = kind;
    problem.arguments = std::move(arguments);
    row->problems.push_back(std::move(problem));
}

/// A cell of that length was cut, so that its beginning may pass for a number or an address which the file does not
/// hold.
bool isCut(const QString &cell)
{
    return cell.size() >= CsvReader::longestCell;
}

/// False, with a problem, when the cell holds something else than nothing or a day.
bool readDay(const QString &cellText, QDate *day, MappingRowReader::Row *row)
{
    const SpreadsheetCell cell = SpreadsheetCell::read(cellText);
    if (cell.text.isEmpty() && !isCut(cellText))
        return true;
    if (const auto read = readIsoDate(cell.text); read && !isCut(cellText)) {
        *day = *read;
        return true;
    }
    addProblem(row, cell.formula ? MappingProblemKind::Formula : MappingProblemKind::DateUnreadable, {forDisplay(cellText)});
    return false;
}

MappingProblemKind problemOf(PhoneNumberProblem problem)
{
    switch (problem) {
    case PhoneNumberProblem::Empty:
        return MappingProblemKind::NumberMissing;
    case PhoneNumberProblem::ScientificNotation:
        return MappingProblemKind::NumberScientific;
    case PhoneNumberProblem::RegionNeeded:
        return MappingProblemKind::NumberNeedsRegion;
    case PhoneNumberProblem::None:
    case PhoneNumberProblem::NotANumber:
    case PhoneNumberProblem::NotPossible:
        break;
    }
    return MappingProblemKind::NumberUnreadable;
}

} // namespace

MappingRowReader::MappingRowReader(MappingColumns columns, PhoneNumberParser parser, QStringList header)
    : m_columns(columns), m_parser(std::move(parser)), m_header(std::move(header))
{
}

bool MappingRowReader::isRead(int column) const
{
    return column == m_columns.number || column == m_columns.mailbox || column == m_columns.validFrom || column == m_columns.validUntil;
}

// A row whose days are not understood would give a reassigned number's messages to the wrong person.
bool MappingRowReader::isDayNobodyReads(int column, const QString &cell) const
{
    if (m_header.isEmpty() || isRead(column))
        return false;
    const QString name = m_header.value(column);
    if (name.trimmed().isEmpty())
        return readIsoDate(SpreadsheetCell::read(cell).text).has_value();
    return soundsLikeDay(name) && std::any_of(cell.begin(), cell.end(), [](QChar c) { return c.isDigit(); });
}

std::vector<MappingProblem> MappingRowReader::remarksOnHeader(int line) const
{
    std::vector<MappingProblem> remarks;
    for (int column = 0; column < int(m_header.size()); ++column) {
        if (!isRead(column) && !m_header[column].trimmed().isEmpty())
            remarks.push_back({line, MappingProblemKind::ColumnNotRead, {forDisplay(m_header[column])}, true});
    }
    return remarks;
}

MappingRowReader::Row MappingRowReader::read(const CsvRow &csvRow) const
{
    Row row;
    if (csvRow.damaged) {
        addProblem(&row, MappingProblemKind::QuoteNotClosed);
    } else if (csvRow.cells.size() <= std::max(m_columns.number, m_columns.mailbox)) {
        addProblem(&row, MappingProblemKind::TooFewColumns);
    } else {
        const auto number = readNumber(csvRow.cells[m_columns.number], &row);
        const auto mailbox = readMailbox(csvRow.cells[m_columns.mailbox], &row);
        const auto dayCell = [&csvRow](int column) { return column < 0 ? QString() : csvRow.cells.value(column); };
        MappingEntry entry;
        const bool fromRead = readDay(dayCell(m_columns.validFrom), &entry.validFrom, &row);
        const bool untilRead = readDay(dayCell(m_columns.validUntil), &entry.validUntil, &row);
        const bool reversed = entry.validFrom.isValid() && entry.validUntil.isValid() && entry.validFrom > entry.validUntil;
        if (reversed) {
            addProblem(&row, MappingProblemKind::DatesReversed,
                       {entry.validFrom.toString(Qt::ISODate), entry.validUntil.toString(Qt::ISODate)});
        }
        bool daysRead = true;
        for (int column = 0; column < int(csvRow.cells.size()) && daysRead; ++column) {
            daysRead = !isDayNobodyReads(column, csvRow.cells[column]);
            if (!daysRead)
                addProblem(&row, MappingProblemKind::DayWithoutColumn, {forDisplay(csvRow.cells[column])});
        }
        if (number && mailbox && fromRead && untilRead && !reversed && daysRead) {
            entry.number = *number;
            entry.mailbox = *mailbox;
            entry.line = csvRow.line;
            row.entry = std::move(entry);
        }
    }
    for (MappingProblem &problem : row.problems) {
        problem.line = csvRow.line;
        problem.rowUsed = row.entry.has_value();
    }
    return row;
}

std::optional<PhoneNumber> MappingRowReader::readNumber(const QString &cellText, Row *row) const
{
    const SpreadsheetCell cell = SpreadsheetCell::read(cellText);
    if (cell.formula) {
        addProblem(row, MappingProblemKind::Formula, {forDisplay(cellText)});
        return std::nullopt;
    }
    if (isCut(cellText)) {
        addProblem(row, MappingProblemKind::NumberUnreadable, {forDisplay(cellText)});
        return std::nullopt;
    }
    const auto parsed = m_parser.parse(cell.text);
    if (!parsed.number) {
        const MappingProblemKind kind = problemOf(parsed.problem);
        addProblem(row, kind, kind == MappingProblemKind::NumberMissing ? QStringList() : QStringList{forDisplay(cellText)});
    } else if (parsed.doubtful) {
        addProblem(row, MappingProblemKind::NumberDoubtful, {forDisplay(cellText)});
    }
    return parsed.number;
}

std::optional<MailAddress> MappingRowReader::readMailbox(const QString &cellText, Row *row) const
{
    const SpreadsheetCell cell = SpreadsheetCell::read(cellText);
    if (cell.text.isEmpty() && !isCut(cellText)) {
        addProblem(row, MappingProblemKind::MailboxMissing);
        return std::nullopt;
    }
    const auto mailbox = MailAddress::parse(cell.text);
    // "+" and "-" are lawful first characters of an address, so only what is no address counts as calculated with them.
    const bool addressWithSign = mailbox && (cell.text.startsWith(u'+') || cell.text.startsWith(u'-'));
    if (cell.formula && !addressWithSign) {
        addProblem(row, MappingProblemKind::Formula, {forDisplay(cellText)});
        return std::nullopt;
    }
    // A replacement character stands for bytes that could not be decoded: nobody knows whose address it was.
    if (!mailbox || isCut(cellText) || mailbox->text().contains(QChar::ReplacementCharacter)) {
        addProblem(row, MappingProblemKind::MailboxUnreadable, {forDisplay(cellText)});
        return std::nullopt;
    }
    if (mailbox->isUnderInvalid()) {
        addProblem(row, MappingProblemKind::MailboxUnderInvalid, {forDisplay(cellText)});
        return std::nullopt;
    }
    return mailbox;
}

} // namespace tallybridge
