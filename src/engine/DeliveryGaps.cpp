#include "engine/DeliveryGaps.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace tallybridge {

namespace {

constexpr qsizetype mostGaps = 1000;

} // namespace

QStringList fileNumberGaps(const SourceListing &listing, const QSet<QString> &noDeliveries)
{
    std::map<QDate, std::set<qint64>> numbers; // that there are files for
    std::map<QDate, std::set<qint64>> good;    // that span the range
    for (const SourceDelivery &delivery : listing.deliveries) {
        numbers[delivery.name.date].insert(delivery.name.fileNumber);
        if (!noDeliveries.contains(delivery.name.name))
            good[delivery.name.date].insert(delivery.name.fileNumber);
    }
    // Where days begin with 1, one that begins later lacks its first files.
    const bool fromOne = std::any_of(good.begin(), good.end(), [](const auto &day) { return *day.second.begin() == 1; });
    QStringList gaps;
    for (const auto &[date, goodOfDay] : good) {
        qint64 expected = fromOne ? std::min<qint64>(1, *goodOfDay.begin()) : *goodOfDay.begin();
        for (const qint64 number : numbers[date]) {
            if (number < expected)
                continue;
            if (number > *goodOfDay.rbegin())
                break;
            for (; expected < number && gaps.size() < mostGaps; ++expected)
                gaps << date.toString(Qt::ISODate) + QLatin1String(" #") + QString::number(expected);
            expected = number + 1;
        }
    }
    return gaps;
}

QStringList daysWithoutDelivery(const SourceListing &listing, const QSet<QString> &noDeliveries)
{
    std::set<QDate> days; // that there are files for
    std::set<QDate> good; // that span the range
    for (const SourceDelivery &delivery : listing.deliveries) {
        days.insert(delivery.name.date);
        if (!noDeliveries.contains(delivery.name.name))
            good.insert(delivery.name.date);
    }
    QStringList missing;
    if (good.empty())
        return missing;
    QDate expected = *good.begin();
    for (const QDate &day : days) {
        if (day < expected)
            continue;
        if (day > *good.rbegin())
            break;
        for (; expected < day && missing.size() < mostGaps; expected = expected.addDays(1))
            missing << expected.toString(Qt::ISODate);
        expected = day.addDays(1);
    }
    return missing;
}

QStringList misdatedDeliveries(const SourceListing &listing)
{
    QStringList names;
    std::copy_if(listing.otherFiles.begin(), listing.otherFiles.end(), std::back_inserter(names), &DeliveryName::isMisdated);
    return names.mid(0, mostGaps);
}

} // namespace tallybridge
