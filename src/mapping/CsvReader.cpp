#include "mapping/CsvReader.h"

#include <algorithm>

namespace tallybridge {

namespace {

// Rows that seem to reach far and prove damaged are read again; without a bound a hostile file would take quadratic
// time.
constexpr qsizetype rereadLimit = 16 * 1024 * 1024;

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r';
}

void appendBounded(QString *cell, QStringView text)
{
    cell->append(text.first(std::min(text.size(), CsvReader::longestCell - cell->size())));
}

} // namespace

bool CsvRow::isBlank() const
{
    // What was cut off a cell is not known to be blank.
    const auto isBlankCell = [](const QString &cell) { return cell.size() < CsvReader::longestCell && cell.trimmed().isEmpty(); };
    return !damaged && std::all_of(cells.begin(), cells.end(), isBlankCell);
}

CsvReader::CsvReader(QStringView text, QChar delimiter, int firstLine)
    : m_text(text), m_delimiter(delimiter), m_line(firstLine), m_rereadBudget(rereadLimit)
{
}

bool CsvReader::next(CsvRow *row)
{
    if (m_position >= m_text.size())
        return false;
    const qsizetype begin = m_position;
    row->line = m_line;
    row->cells.clear();
    row->damaged = false;
    for (;;) {
        QString cell;
        const After after = readCell(&cell);
        if (after == After::Damage) {
            row->damaged = true;
            row->cells.clear();
            leaveDamagedRow(begin, row->line);
            return true;
        }
        if (row->cells.size() < mostCells)
            row->cells.append(std::move(cell));
        if (after == After::RowEnd)
            return true;
    }
}

CsvReader::After CsvReader::readCell(QString *cell)
{
    qsizetype begin = m_position;
    while (begin < m_text.size() && m_text[begin] == u' ')
        ++begin;
    if (begin < m_text.size() && m_text[begin] == u'"') {
        m_position = begin + 1;
        return readQuotedCell(cell);
    }
    qsizetype end = begin;
    while (end < m_text.size() && m_text[end] != m_delimiter && !isLineEnd(m_text[end]))
        ++end;
    appendBounded(cell, m_text.sliced(m_position, end - m_position));
    m_position = end;
    if (end < m_text.size() && m_text[end] == m_delimiter) {
        ++m_position;
        return After::Delimiter;
    }
    skipLineEnd();
    return After::RowEnd;
}

CsvReader::After CsvReader::readQuotedCell(QString *cell)
{
    for (;;) {
        const qsizetype quote = m_text.indexOf(u'"', m_position);
        const qsizetype end = quote < 0 ? m_text.size() : quote;
        m_line += lineEndsIn(m_position, end);
        appendBounded(cell, m_text.sliced(m_position, end - m_position));
        m_position = end;
        if (quote < 0)
            return After::Damage;
        ++m_position;
        if (m_position < m_text.size() && m_text[m_position] == u'"') {
            appendBounded(cell, u"\"");
            ++m_position;
            continue;
        }
        while (m_position < m_text.size() && m_text[m_position] == u' ')
            ++m_position;
        if (m_position == m_text.size() || isLineEnd(m_text[m_position])) {
            skipLineEnd();
            return After::RowEnd;
        }
        if (m_text[m_position] == m_delimiter) {
            ++m_position;
            return After::Delimiter;
        }
        return After::Damage;
    }
}

void CsvReader::skipLineEnd()
{
    if (m_position >= m_text.size())
        return;
    m_position += m_text.sliced(m_position).startsWith(QLatin1String("\r\n")) ? 2 : 1;
    ++m_line;
}

void CsvReader::leaveDamagedRow(qsizetype rowBegin, int rowLine)
{
    const qsizetype firstLineEnd = endOfLine(rowBegin);
    const qsizetype readTwice = std::max<qsizetype>(0, m_position - firstLineEnd);
    if (readTwice <= m_rereadBudget) {
        m_rereadBudget -= readTwice;
        m_position = firstLineEnd;
        m_line = rowLine;
    } else {
        m_position = endOfLine(m_position);
    }
    skipLineEnd();
}

qsizetype CsvReader::endOfLine(qsizetype from) const
{
    return std::find_if(m_text.begin() + from, m_text.end(), isLineEnd) - m_text.begin();
}

int CsvReader::lineEndsIn(qsizetype from, qsizetype to) const
{
    int count = 0;
    for (qsizetype i = from; i < to; ++i) {
        const bool firstOfPair = m_text[i] == u'\r' && i + 1 < m_text.size() && m_text[i + 1] == u'\n';
        count += isLineEnd(m_text[i]) && !firstOfPair;
    }
    return count;
}

} // namespace tallybridge
