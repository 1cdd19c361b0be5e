#include "mapping/SpreadsheetCell.h"

namespace tallybridge {

namespace {

/// Blanks and the invisible marks that come along when numbers and addresses are copied from chats and web pages.
bool isInvisible(QChar c)
{
    return c.isSpace() || c.category() == QChar::Other_Format;
}

QStringView trimInvisible(QStringView text)
{
    while (!text.isEmpty() && isInvisible(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isInvisible(text.back()))
        text.chop(1);
    return text;
}

bool isOneOf(QChar c, QStringView characters)
{
    return characters.contains(c);
}

/// The text of ="…" (quotes inside are doubled); false when it is anything else, such as ="a"&B1.
bool readQuotedFormula(QStringView text, QString *inner)
{
    if (text.size() < 3 || !text.startsWith(QLatin1String("=\"")) || !text.endsWith(u'"'))
        return false;
    const QStringView quoted = text.sliced(2, text.size() - 3);
    for (qsizetype i = 0; i < quoted.size(); ++i) {
        if (quoted[i] == u'"' && (++i == quoted.size() || quoted[i] != u'"'))
            return false;
        inner->append(quoted[i]);
    }
    return true;
}

bool looksCalculated(QStringView text)
{
    const QChar first = text.front();
    if (isOneOf(first, u"=@\uFF1D\uFF20"))
        return true;
    const QStringView rest = trimInvisible(text.sliced(1));
    if (rest.isEmpty())
        return false;
    if (isOneOf(first, u"-\u2212\uFF0D"))
        return true;
    return isOneOf(first, u"+\uFF0B") && rest.front().digitValue() < 0 && !isOneOf(rest.front(), u"(\uFF08");
}

} // namespace

SpreadsheetCell SpreadsheetCell::read(QStringView raw)
{
    const QStringView text = trimInvisible(raw);
    SpreadsheetCell cell;
    if (text.isEmpty())
        return cell;
    if (text.front() == u'\'') {
        cell.text = trimInvisible(text.sliced(1)).toString();
        return cell;
    }
    QString inner;
    if (readQuotedFormula(text, &inner)) {
        cell.text = trimInvisible(inner).toString();
        return cell;
    }
    cell.text = text.toString();
    cell.formula = raw.front() == u'\t' || looksCalculated(text);
    return cell;
}

} // namespace tallybridge
