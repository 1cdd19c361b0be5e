#include "delivery/DeliveryName.h"

#include <algorithm>
#include <tuple>

namespace tallybridge {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool areDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isTimeZipped(QStringView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return isDigit(c) || QStringView(u"Tt:_-").contains(c); });
}

/// The parts of a name of the pattern; the date is invalid when there is no such day.
std::optional<DeliveryName> partsOf(const QString &name)
{
    constexpr qsizetype dateLength = 8;
    const QStringView middle = u"0000-TeleMessage_";
    const QStringView suffix = u".zip";
    // No file system takes longer names, and a name from a hostile listing must not be carried further.
    if (name.size() > 255 || name.size() < dateLength + middle.size() + suffix.size())
        return std::nullopt;
    const QStringView text = name;
    const QStringView rest = text.sliced(dateLength);
    if (!areDigits(text.first(dateLength)) || !rest.startsWith(middle, Qt::CaseInsensitive) || !rest.endsWith(suffix, Qt::CaseInsensitive))
        return std::nullopt;
    const QStringView numberAndTime = rest.sliced(middle.size(), rest.size() - middle.size() - suffix.size());
    const qsizetype separator = numberAndTime.indexOf(u'_');
    if (separator < 0)
        return std::nullopt;
    const QStringView number = numberAndTime.first(separator);
    const QStringView time = numberAndTime.sliced(separator + 1);
    const QDate date(text.first(4).toInt(), text.sliced(4, 2).toInt(), text.sliced(6, 2).toInt());
    bool fits = false;
    const qint64 fileNumber = number.toLongLong(&fits);
    if (!areDigits(number) || !fits || !isTimeZipped(time))
        return std::nullopt;
    return DeliveryName{name, date, fileNumber, time.toString()};
}

} // namespace

std::optional<DeliveryName> DeliveryName::parse(const QString &name)
{
    auto parts = partsOf(name);
    return parts && parts->date.isValid() ? parts : std::nullopt;
}

bool DeliveryName::isMisdated(const QString &name)
{
    const auto parts = partsOf(name);
    return parts && !parts->date.isValid();
}

bool DeliveryName::operator<(const DeliveryName &other) const
{
    return std::tie(date, fileNumber, timeZipped, name) < std::tie(other.date, other.fileNumber, other.timeZipped, other.name);
}

} // namespace tallybridge
