#include "mapping/MappingEditor.h"

#include "mapping/MappingFile.h"
#include "mapping/MappingLayout.h"
#include "mapping/MappingRowReader.h"
#include "mapping/TextDecoder.h"

#include <algorithm>

namespace tallybridge {

namespace {

const QLatin1String numberName("External User ID");
const QLatin1String mailboxName("Microsoft 365 User Mailbox");
const QLatin1String fromName("Valid From");
const QLatin1String untilName("Valid Until");

QString isoText(QDate date)
{
    return date.isValid() ? date.toString(Qt::ISODate) : QString();
}

/// Rewrites a decoded mapping around one number.
class Rewriter
{
public:
    Rewriter(const QString &text, const MappingLayout &layout, const PhoneNumberParser &parser, const MappingAssignment &assignment)
        : m_text(text), m_layout(layout), m_reader(layout.columns, parser), m_assignment(assignment)
    {
        m_lineEnd = text.contains(QLatin1String("\r\n")) || !text.contains(QLatin1Char('\n')) ? QLatin1String("\r\n") : QLatin1String("\n");
    }

    QString rewritten()
    {
        m_result = m_text.left(m_layout.begin);
        const QStringView body = QStringView(m_text).sliced(m_layout.begin);
        CsvReader csv(body, m_layout.delimiter, m_layout.firstLine);
        if (m_layout.headerLine == 0)
            addHeader({});
        CsvRow row;
        for (qsizetype begin = 0; csv.next(&row); begin = csv.position()) {
            const QStringView raw = body.sliced(begin, csv.position() - begin);
            if (row.line == m_layout.headerLine)
                addHeader(row.cells, raw);
            else
                addRow(row, raw);
        }
        add({{m_columns.number, m_assignment.number.digits()},
             {m_columns.mailbox, m_assignment.mailbox.text()},
             {m_columns.validFrom, isoText(m_assignment.validFrom)}},
            {});
        return m_result;
    }

private:
    // Date columns are made where there are none, because later assignments may need them too.
    void addHeader(QStringList cells, QStringView raw = {})
    {
        m_columns = m_layout.columns;
        const auto place = [&cells](int column, QLatin1String name) {
            while (cells.size() <= column)
                cells.append(QString());
            cells[column] = name;
        };
        const bool complete = m_columns.validFrom >= 0 && m_columns.validUntil >= 0;
        if (m_layout.headerLine == 0) {
            if (complete || !m_assignment.validFrom.isValid())
                return;
            place(m_columns.number, numberName);
            place(m_columns.mailbox, mailboxName);
        } else if (complete || !m_assignment.validFrom.isValid()) {
            addRaw(raw);
            return;
        }
        const int width = std::max({int(cells.size()), m_columns.validFrom + 1, m_columns.validUntil + 1});
        if (m_columns.validFrom < 0)
            m_columns.validFrom = std::max(width, m_columns.validUntil + 1);
        if (m_columns.validUntil < 0)
            m_columns.validUntil = std::max(width, m_columns.validFrom + 1);
        place(m_columns.validFrom, fromName);
        place(m_columns.validUntil, untilName);
        addCells(cells);
    }

    void addRow(const CsvRow &row, QStringView raw)
    {
        const auto entry = row.damaged || row.isBlank() ? std::nullopt : m_reader.read(row).entry;
        const QDate from = m_assignment.validFrom;
        if (!entry || entry->number != m_assignment.number) {
            addRaw(raw);
            return;
        }
        if (!from.isValid() || (entry->validFrom.isValid() && entry->validFrom >= from))
            return;
        if (entry->validUntil.isValid() && entry->validUntil < from) {
            addRaw(raw);
            return;
        }
        add({{m_columns.validUntil, isoText(from.addDays(-1))}}, row.cells);
    }

    void add(std::initializer_list<std::pair<int, QString>> values, QStringList cells)
    {
        for (const auto &[column, value] : values) {
            if (column < 0)
                continue;
            while (cells.size() <= column)
                cells.append(QString());
            cells[column] = value;
        }
        addCells(cells);
    }

    void addCells(const QStringList &cells)
    {
        finishLine();
        QStringList quoted;
        for (QString cell : cells) {
            const bool plain = std::none_of(cell.begin(), cell.end(),
                                            [this](QChar c) { return c == m_layout.delimiter || c == u'"' || c == u'\r' || c == u'\n'; });
            quoted << (plain ? cell : QLatin1Char('"') + cell.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"'));
        }
        m_result += quoted.join(m_layout.delimiter) + m_lineEnd;
    }

    void addRaw(QStringView raw)
    {
        finishLine();
        m_result += raw;
    }

    void finishLine()
    {
        if (!m_result.isEmpty() && !m_result.endsWith(QLatin1Char('\n')) && !m_result.endsWith(QLatin1Char('\r')))
            m_result += m_lineEnd;
    }

    const QString &m_text;
    const MappingLayout &m_layout;
    const MappingRowReader m_reader;
    const MappingAssignment &m_assignment;
    MappingColumns m_columns;
    QString m_lineEnd;
    QString m_result;
};

using Line = std::tuple<QString, QString, QDate, QDate>;

std::vector<Line> linesOfOthers(const MappingTable &table, const PhoneNumber &number)
{
    std::vector<Line> lines;
    for (const MappingEntry &entry : table.entries()) {
        if (entry.number != number)
            lines.emplace_back(entry.number.digits(), entry.mailbox.text(), entry.validFrom, entry.validUntil);
    }
    return lines;
}

bool holds(const MappingTable &before, const MappingTable &after, const MappingAssignment &assignment)
{
    const QDate from = assignment.validFrom;
    const QDate far(9999, 12, 31);
    for (const QDate day : {from.isValid() ? from : QDate(2000, 1, 1), far}) {
        const auto found = after.lookup(assignment.number, day);
        if (found.ambiguous || found.mailbox != assignment.mailbox)
            return false;
    }
    if (from.isValid()) {
        const auto then = before.lookup(assignment.number, from.addDays(-1));
        const auto now = after.lookup(assignment.number, from.addDays(-1));
        if (then.mailbox != now.mailbox || then.ambiguous != now.ambiguous)
            return false;
    }
    return linesOfOthers(before, assignment.number) == linesOfOthers(after, assignment.number);
}

} // namespace

Result<QByteArray> assignInMapping(const QByteArray &bytes, const QString &name, const QString &defaultRegion,
                                   const MappingAssignment &assignment)
{
    QByteArray base = bytes;
    if (base.trimmed().isEmpty())
        base = (QLatin1String(numberName) + QLatin1Char(',') + mailboxName + QLatin1Char(',') + fromName + QLatin1Char(',') + untilName +
                QLatin1String("\r\n"))
                   .toUtf8();
    const auto before = MappingFile::parse(base, name, defaultRegion);
    if (!before)
        return before.failure();
    const DecodedText decoded = decodeText(base);
    const PhoneNumberParser parser(defaultRegion);
    const auto layout = findMappingLayout(decoded.text, parser);
    if (!layout)
        return Failure{FailureCode::MappingFileWithoutColumns, {name}, {}, false};

    QByteArray result = Rewriter(decoded.text, *layout, parser, assignment).rewritten().toUtf8();
    // Spreadsheets take a file without the mark for their own code page.
    const QByteArray mark("\xEF\xBB\xBF");
    if (base.startsWith(mark) || decoded.encoding != QLatin1String("UTF-8"))
        result.prepend(mark);
    const auto after = MappingFile::parse(result, name, defaultRegion);
    if (!after || !holds(before->table, after->table, assignment))
        return Failure{FailureCode::MappingNotEditable, {name, assignment.number.digits()}, {}, false};
    return result;
}

} // namespace tallybridge
