#include "core/PhoneNumber.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr qsizetype shortest = 7;
constexpr qsizetype longest = 15;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool endsToken(QChar c)
{
    // Direction marks stand around numbers that were copied from a chat.
    return c.isSpace() || c.category() == QChar::Other_Format || QStringView(u",;()[]<>\"'@").contains(c);
}

/// Where the token that begins here ends.
qsizetype tokenEnd(QStringView text, qsizetype begin)
{
    while (begin < text.size() && !endsToken(text[begin]))
        ++begin;
    return begin;
}

bool areDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool joinsGroups(QChar c)
{
    return isDigit(c) || c.isSpace() || QStringView(u"()-.").contains(c);
}

/// The digits of a number written in groups that end where `rest` begins; "(0)" is only dialled inside the country. Empty when the last
/// group may be something else, a digit by itself or the begin of a word: the number without it may be somebody else's.
QString joined(QStringView groups, QStringView rest)
{
    QString text = groups.toString().remove(QLatin1String("(0)"));
    if (isDigit(text.back()) && !rest.isEmpty() && !endsToken(rest.front()))
        return {};
    text = text.trimmed();
    if (text.size() >= 2 && isDigit(text.back()) && text[text.size() - 2].isSpace())
        return {};
    return text.removeIf([](QChar c) { return !isDigit(c); });
}

} // namespace

std::optional<PhoneNumber> PhoneNumber::fromInternational(QStringView text)
{
    if (text.startsWith(u'+'))
        text = text.sliced(1);
    if (text.size() < shortest || text.size() > longest || !areDigits(text))
        return std::nullopt;
    PhoneNumber number;
    number.m_digits = text.toString();
    return number;
}

std::optional<PhoneNumber> PhoneNumber::findIn(QStringView text)
{
    qsizetype begin = 0;
    while (begin < text.size()) {
        qsizetype end = tokenEnd(text, begin);
        if (auto number = fromInternational(text.sliced(begin, end - begin)))
            return number;
        if (text[begin] == u'+') {
            // All groups together or none: one of them alone could be the number of somebody else.
            end = std::find_if_not(text.begin() + begin + 1, text.end(), joinsGroups) - text.begin();
            if (auto number = fromInternational(joined(text.sliced(begin, end - begin), text.sliced(end))))
                return number;
        }
        begin = end + 1;
    }
    return std::nullopt;
}

} // namespace tallybridge
