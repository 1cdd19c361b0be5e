#include "message/HeaderWriter.h"

#include <QByteArrayList>
#include <algorithm>

namespace tallybridge {

namespace {

constexpr qsizetype softLineLength = 78;
constexpr qsizetype bytesPerWord = 45; ///< 60 characters of base64; with "=?UTF-8?B?" and "?=" an encoded word has 72

QString singleLine(const QString &value)
{
    QString line = value;
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return line.trimmed();
}

bool isPrintableAscii(const QString &value)
{
    return std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

bool wordsFitALine(const QString &value)
{
    qsizetype length = 0;
    for (const QChar c : value) {
        length = c == u' ' ? 0 : length + 1;
        if (length > softLineLength - 2)
            return false;
    }
    return true;
}

/// Encoded words, one a line; `used` is how much of the first line is taken already.
QByteArray encodedWords(const QString &value, qsizetype used)
{
    const QByteArray utf8 = value.toUtf8();
    QByteArray words;
    // A long field name leaves the first line little room; four bytes are the longest character.
    const qsizetype firstBytes = std::max<qsizetype>(4, (softLineLength - used - 12) / 4 * 3);
    for (qsizetype begin = 0; begin < utf8.size();) {
        qsizetype end = std::min(begin + (begin == 0 ? std::min(firstBytes, bytesPerWord) : bytesPerWord), utf8.size());
        while (end < utf8.size() && (uchar(utf8[end]) & 0xC0) == 0x80)
            --end;
        if (!words.isEmpty())
            words += "\r\n ";
        words += "=?UTF-8?B?" + utf8.sliced(begin, end - begin).toBase64() + "?=";
        begin = end;
    }
    return words;
}

/// Folds ASCII text before blanks, so that unfolding gives the same text back.
QByteArray folded(QByteArrayView name, const QByteArray &value)
{
    QByteArray result;
    qsizetype lineLength = name.size() + 2;
    qsizetype begin = 0;
    while (begin < value.size()) {
        qsizetype end = begin;
        while (end < value.size() && value[end] == ' ')
            ++end;
        while (end < value.size() && value[end] != ' ')
            ++end;
        if (begin > 0 && lineLength + end - begin > softLineLength) {
            result += "\r\n";
            lineLength = 0;
        }
        result += QByteArrayView(value).sliced(begin, end - begin);
        lineLength += end - begin;
        begin = end;
    }
    return result;
}

bool isAttributeCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

} // namespace

void HeaderWriter::addText(QByteArrayView name, const QString &value)
{
    const QString line = singleLine(value);
    m_bytes += name;
    m_bytes += ": ";
    if (isPrintableAscii(line) && wordsFitALine(line) && !line.contains(QLatin1String("=?"))) {
        m_bytes += folded(name, line.toLatin1());
    } else {
        m_bytes += encodedWords(line, name.size() + 2);
    }
    m_bytes += "\r\n";
}

void HeaderWriter::addTokens(QByteArrayView name, const QByteArray &value)
{
    m_bytes += name;
    m_bytes += ": " + folded(name, value) + "\r\n";
}

QByteArray HeaderWriter::mailbox(const QString &displayName, const QByteArray &address)
{
    constexpr qsizetype longestQuoted = 60;
    const QString name = singleLine(displayName);
    QByteArray result;
    if (!name.isEmpty() && isPrintableAscii(name) && name.size() <= longestQuoted && !name.contains(QLatin1String("=?"))) {
        result += '"';
        for (const char c : name.toLatin1()) {
            if (c == '"' || c == '\\')
                result += '\\';
            result += c;
        }
        result += '"';
    } else {
        result = encodedWords(name, 6); // behind "From: " or a blank
    }
    if (result.isEmpty())
        return '<' + address + '>';
    const qsizetype lastLine = result.size() - (result.lastIndexOf('\n') + 1);
    return result + (lastLine + address.size() + 10 > softLineLength ? "\r\n <" : " <") + address + '>';
}

void HeaderWriter::addMailboxes(QByteArrayView name, const QByteArrayList &mailboxes)
{
    m_bytes += name;
    m_bytes += ": " + mailboxes.join(",\r\n ") + "\r\n";
}

QByteArray HeaderWriter::parameter(QByteArrayView name, const QString &value)
{
    constexpr qsizetype longestSection = 55;
    const QString line = singleLine(value);
    if (isPrintableAscii(line) && line.size() <= longestSection && !line.contains(u'"') && !line.contains(u'\\'))
        return ";\r\n " + name.toByteArray() + "=\"" + line.toLatin1() + '"';
    QByteArray encoded;
    QByteArrayList sections;
    for (const char c : line.toUtf8()) {
        const QByteArray unit = isAttributeCharacter(c) ? QByteArray(1, c) : '%' + QByteArray(1, c).toHex().toUpper();
        if (encoded.size() + unit.size() > longestSection) {
            sections.append(encoded);
            encoded.clear();
        }
        encoded += unit;
    }
    sections.append(encoded);
    if (sections.size() == 1)
        return ";\r\n " + name.toByteArray() + "*=UTF-8''" + encoded;
    QByteArray result;
    for (qsizetype i = 0; i < sections.size(); ++i)
        result += ";\r\n " + name.toByteArray() + '*' + QByteArray::number(i) + "*=" + (i == 0 ? "UTF-8''" : "") + sections[i];
    return result;
}

} // namespace tallybridge
