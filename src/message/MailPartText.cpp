#include "message/MailPartText.h"

#include <array>

namespace tallybridge {

namespace {

/// Line ends and other control characters become blanks.
QByteArray singleLine(const QString &value)
{
    QByteArray line = value.toUtf8();
    for (char &c : line) {
        if (uchar(c) < 0x20)
            c = ' ';
    }
    constexpr QByteArrayView separators = "\xE2\x80"; // U+2028 and U+2029 begin so
    if (line.contains(separators)) {
        line.replace("\xE2\x80\xA8", " ");
        line.replace("\xE2\x80\xA9", " ");
    }
    return line;
}

/// Octets that an HTML body cannot have as they are; a blank only after another one.
constexpr std::array<bool, 256> makeSpecials()
{
    std::array<bool, 256> specials{};
    for (size_t c = 0; c <= 0x20; ++c)
        specials[c] = c != '\t';
    for (const char c : {'&', '<', '>', '"'})
        specials[uchar(c)] = true;
    return specials;
}

constexpr std::array<bool, 256> specials = makeSpecials();

/// Appends UTF-8 text escaped for an HTML body; line ends become breaks and runs of blanks stay as long as they are.
void appendEscaped(QByteArray &html, QByteArrayView text)
{
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!specials[uchar(c)] || (c == ' ' && (i == 0 || text[i - 1] != ' ')))
            continue;
        html.append(text.sliced(plainFrom, i - plainFrom));
        plainFrom = i + 1;
        switch (c) {
        case '&':
            html.append("&amp;");
            break;
        case '<':
            html.append("&lt;");
            break;
        case '>':
            html.append("&gt;");
            break;
        case '"':
            html.append("&quot;");
            break;
        case ' ':
            html.append("&nbsp;");
            break;
        case '\r':
            if (i + 1 >= text.size() || text[i + 1] != '\n')
                html.append("<br>\n");
            break;
        case '\n':
            html.append("<br>\n");
            break;
        default:
            html.append("\xEF\xBF\xBD"); // U+FFFD
        }
    }
    html.append(text.sliced(plainFrom));
}

qsizetype roomFor(const QString &firstLine, const QString &words, const std::vector<Fact> &facts)
{
    qsizetype room = 256 + firstLine.size() + words.size() + words.size() / 4;
    for (const auto &[label, value] : facts)
        room += 80 + label.size() + value.size();
    return room;
}

} // namespace

QByteArray plainBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts)
{
    QByteArray body;
    body.reserve(roomFor(firstLine, words, facts));
    if (!firstLine.isEmpty())
        body.append(firstLine.toUtf8()).append("\n\n");
    body.append(words.toUtf8());
    if (!words.isEmpty() && !words.endsWith(u'\n'))
        body.append('\n');
    body.append("\n----- About this message -----\n");
    for (const auto &[label, value] : facts)
        body.append(label.toUtf8()).append(": ").append(singleLine(value)).append('\n');
    return body;
}

QByteArray htmlBody(const QString &firstLine, const QString &words, const std::vector<Fact> &facts)
{
    QByteArray body;
    body.reserve(roomFor(firstLine, words, facts));
    body.append("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n");
    if (!firstLine.isEmpty()) {
        body.append("<p><b>");
        appendEscaped(body, firstLine.toUtf8());
        body.append("</b></p>\n");
    }
    body.append("<div dir=\"auto\">");
    appendEscaped(body, words.toUtf8());
    body.append("</div>\n<hr>\n<table>\n");
    for (const auto &[label, value] : facts) {
        body.append("<tr><th align=\"left\" valign=\"top\">");
        appendEscaped(body, label.toUtf8());
        body.append("</th><td dir=\"auto\">");
        appendEscaped(body, singleLine(value));
        body.append("</td></tr>\n");
    }
    return body.append("</table>\n</body></html>\n");
}

} // namespace tallybridge
