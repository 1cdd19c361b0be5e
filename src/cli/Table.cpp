#include "cli/Table.h"

#include "cli/wording/Phrase.h"

namespace tallybridge {

Table::Table(QStringList headers)
{
    for (QString &header : headers) {
        m_right.push_back(header.startsWith(QLatin1Char('>')));
        if (m_right.back())
            header.remove(0, 1);
    }
    m_headers = std::move(headers);
}

void Table::add(QStringList cells)
{
    for (QString &cell : cells)
        cell = printable(cell);
    cells.resize(m_headers.size());
    m_rows.push_back(std::move(cells));
}

QString Table::text(const QString &indent) const
{
    std::vector<qsizetype> widths;
    for (qsizetype column = 0; column < m_headers.size(); ++column) {
        qsizetype width = m_headers[column].size();
        for (const QStringList &row : m_rows)
            width = std::max(width, row[column].size());
        widths.push_back(width);
    }
    QString result;
    const auto addLine = [&](const QStringList &cells) {
        QString line = indent;
        for (qsizetype column = 0; column < cells.size(); ++column) {
            const qsizetype width = widths[size_t(column)];
            line += m_right[size_t(column)] ? cells[column].rightJustified(width) : cells[column].leftJustified(width);
            line += QLatin1String("  ");
        }
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        result += line;
        result += QLatin1Char('\n');
    };
    if (!m_headers.join(QString()).isEmpty())
        addLine(m_headers);
    for (const QStringList &row : m_rows)
        addLine(row);
    return result;
}

} // namespace tallybridge
