#include "delivery/Manifest.h"

#include <QSet>
#include <QStringDecoder>
#include <algorithm>

namespace tallybridge {

namespace {

constexpr qsizetype longestNameLine = 100'000; // a name in a ZIP has at most 65,535 bytes
constexpr qsizetype longestNote = 200;
constexpr qsizetype maxReadings = 16;

bool isSeparator(QChar c)
{
    return c.isSpace() || c == u',' || c == u';' || c == u'|';
}

/// Without separators at its ends and without the quotes around it.
QStringView bare(QStringView text)
{
    while (!text.isEmpty() && isSeparator(text.back()))
        text.chop(1);
    while (!text.isEmpty() && isSeparator(text.front()))
        text = text.sliced(1);
    const bool quoted = text.size() >= 2 && text.front() == text.back() && (text.front() == u'"' || text.front() == u'\'');
    // Quotes inside mean that there are several quoted fields, not one.
    if (quoted && !text.sliced(1, text.size() - 2).contains(text.front()))
        return text.sliced(1, text.size() - 2).trimmed();
    return text;
}

bool listsName(QStringView line)
{
    if (line.size() > longestNameLine || line.contains(QChar::Null))
        return false;
    if (line.endsWith(u'"') || line.endsWith(u'\''))
        line = line.chopped(1).trimmed();
    return line.endsWith(u".eml", Qt::CaseInsensitive);
}

/// The value of a line "Count: 5"; nothing when the line is another one or the value no number.
std::optional<qint64> countOf(QStringView line)
{
    const qsizetype colon = line.indexOf(u':');
    if (colon < 0 || line.first(colon).trimmed().compare(u"count", Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const QStringView digits = line.sliced(colon + 1).trimmed();
    if (digits.isEmpty() || !std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    bool fits = false;
    const qint64 value = digits.toLongLong(&fits);
    return fits ? std::optional(value) : std::nullopt;
}

QString decodeLine(QByteArrayView line)
{
    if (line.size() > 4 * longestNameLine)
        line = line.first(4 * longestNameLine);
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = utf8(line);
    return utf8.hasError() ? QString::fromLatin1(line) : text;
}

/// Turns UTF-16 with a byte order mark into UTF-8, and drops the mark of UTF-8.
QByteArray toUtf8(const QByteArray &bytes)
{
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
        QStringDecoder utf16(QStringDecoder::Utf16);
        return QString(utf16(bytes)).toUtf8();
    }
    return bytes.startsWith("\xef\xbb\xbf") ? bytes.sliced(3) : bytes;
}

class Parser
{
public:
    Manifest manifest;

    void addLine(QStringView line)
    {
        line = line.trimmed();
        if (line.isEmpty())
            return;
        if (const auto value = countOf(line)) {
            m_countsDisagree = m_countsDisagree || (manifest.count && *manifest.count != *value);
            manifest.count = value;
            return;
        }
        const QStringView name = bare(line);
        if (!listsName(name))
            addNote(line);
        else if (manifest.names.size() == Manifest::maxNames)
            ++manifest.omittedNames;
        else
            addName(name.toString());
    }

    void finish()
    {
        if (m_countsDisagree)
            manifest.count.reset();
    }

private:
    void addName(const QString &name)
    {
        const qsizetype before = m_seen.size();
        m_seen.insert(name);
        if (m_seen.size() > before)
            manifest.names.append(name);
    }

    void addNote(QStringView line)
    {
        if (manifest.notes.size() < Manifest::maxNotes)
            manifest.notes.append(line.first(std::min(line.size(), longestNote)).toString());
    }

    QSet<QString> m_seen;
    bool m_countsDisagree = false;
};

} // namespace

Manifest Manifest::parse(const QByteArray &bytes)
{
    const QByteArray text = toUtf8(bytes);
    Parser parser;
    qsizetype begin = 0;
    while (begin < text.size()) {
        const auto isLineEnd = [](char c) { return c == '\n' || c == '\r'; };
        const qsizetype end = std::find_if(text.begin() + begin, text.end(), isLineEnd) - text.begin();
        parser.addLine(decodeLine(QByteArrayView(text).sliced(begin, end - begin)));
        begin = end + 1;
    }
    parser.finish();
    return parser.manifest;
}

QStringList Manifest::readings(const QString &line)
{
    QStringList result{line};
    QStringView rest = line;
    const auto dropField = [](QStringView text) {
        const auto field = std::find_if(text.begin(), text.end(), isSeparator);
        const auto next = std::find_if_not(field, text.end(), isSeparator);
        return text.sliced(next - text.begin());
    };
    while (result.size() < maxReadings - 1) {
        rest = dropField(rest);
        if (rest.isEmpty())
            return result;
        result.append(bare(rest).toString());
    }
    qsizetype last = rest.size();
    while (last > 0 && !isSeparator(rest[last - 1]))
        --last;
    if (last > 0)
        result.append(bare(rest.sliced(last)).toString());
    return result;
}

} // namespace tallybridge
