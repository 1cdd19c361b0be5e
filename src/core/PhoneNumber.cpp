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
    return c.isSpace() || QStringView(u",;()[]<>\"'@").contains(c);
}

} // namespace

std::optional<PhoneNumber> PhoneNumber::fromInternational(QStringView text)
{
    if (text.startsWith(u'+'))
        text = text.sliced(1);
    if (text.size() < shortest || text.size() > longest || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    PhoneNumber number;
    number.m_digits = text.toString();
    return number;
}

std::optional<PhoneNumber> PhoneNumber::findIn(QStringView text)
{
    qsizetype begin = 0;
    while (begin < text.size()) {
        qsizetype end = begin;
        while (end < text.size() && !endsToken(text[end]))
            ++end;
        if (auto number = fromInternational(text.sliced(begin, end - begin)))
            return number;
        begin = end + 1;
    }
    return std::nullopt;
}

} // namespace tallybridge
