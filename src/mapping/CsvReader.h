#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

namespace tallybridge {

/// One row of a CSV.
struct CsvRow {
    int line = 0;         ///< where it begins, from 1; line breaks inside quotes count
    QStringList cells;    ///< without their quotes
    bool damaged = false; ///< a quote is not closed, or text follows a closing quote; the cells mean nothing

    /// True when no cell has anything but blanks.
    bool isBlank() const;
};

/// Reads comma-separated values (RFC 4180) row by row from a text that outlives the reader. Line ends are CR, LF or
/// CRLF. Blanks between a delimiter and a quote are allowed. Cells are cut after longestCell characters, rows after
/// mostCells cells. After a damaged row reading goes on with the line after the one it began in, so that one stray
/// quote does not swallow the rest.
class CsvReader
{
public:
    static constexpr qsizetype longestCell = 4096;
    static constexpr qsizetype mostCells = 1024;

    CsvReader(QStringView text, QChar delimiter, int firstLine = 1);

    /// Where the next row begins in the text.
    qsizetype position() const { return m_position; }
    /// Reads the next row; false at the end of the text.
    bool next(CsvRow *row);

private:
    enum class After { Delimiter, RowEnd, Damage };

    After readCell(QString *cell);
    After readQuotedCell(QString *cell);
    void skipLineEnd();
    void leaveDamagedRow(qsizetype rowBegin, int rowLine);
    qsizetype endOfLine(qsizetype from) const;
    int lineEndsIn(qsizetype from, qsizetype to) const;

    QStringView m_text;
    QChar m_delimiter;
    qsizetype m_position = 0;
    int m_line;
    qsizetype m_rereadBudget;
};

} // namespace tallybridge
