#include "message/MailPartText.h"

namespace tallybridge {

namespace {

QString singleLine(const QString &value)
{
    QString line = value;
    for (QChar &c : line) {
        if (c.unicode() < 0x20 || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line;
}

/// Escapes text for an HTML body; line ends become breaks and runs of blanks stay as long as they are.
QString escaped(const QString &text)
{
    QString html;
    html.reserve(text.size() + text.size() / 8);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        switch (c.unicode()) {
        case u'&':
            html += QLatin1String("&amp;");
            break;
        case u'<':
            html += QLatin1String("&lt;");
            break;
        case u'>':
            html += QLatin1String("&gt;");
            break;
        case u'"':
            html += QLatin1String("&quot;");
            break;
        case u'\r':
            if (i + 1 >= text.size() || text[i + 1] != u'\n')
                html += QLatin1String("<br>\n");
            break;
        case u'\n':
            html += QLatin1String("<br>\n");
            break;
        case u' ':
            html += i > 0 && text[i - 1] == u' ' ? QLatin1String("&nbsp;") : QLatin1String(" ");
            break;
        default:
            html += c.unicode() < 0x20 && c != u'\t' ? QChar(QChar::ReplacementCharacter) : c;
        }
    }
    return html;
}

} // namespace

QString plainBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts)
{
    QString body;
    if (!firstLine.isEmpty())
        body += firstLine + QLatin1String("\n\n");
    body += words;
    if (!words.isEmpty() && !words.endsWith(u'\n'))
        body += u'\n';
    body += QLatin1String("\n----- About this message -----\n");
    for (const auto &[label, value] : facts)
        body += label + QLatin1String(": ") + singleLine(value) + u'\n';
    return body;
}

QString htmlBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts)
{
    QString body = QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
    if (!firstLine.isEmpty())
        body += QLatin1String("<p><b>") + escaped(firstLine) + QLatin1String("</b></p>\n");
    body += QLatin1String("<div dir=\"auto\">") + escaped(words) + QLatin1String("</div>\n<hr>\n<table>\n");
    for (const auto &[label, value] : facts) {
        body += QLatin1String("<tr><th align=\"left\" valign=\"top\">") + escaped(label) + QLatin1String("</th><td dir=\"auto\">") +
                escaped(singleLine(value)) + QLatin1String("</td></tr>\n");
    }
    return body + QLatin1String("</table>\n</body></html>\n");
}

} // namespace tallybridge
