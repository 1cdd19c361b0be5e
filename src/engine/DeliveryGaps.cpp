#include "engine/DeliveryGaps.h"

#include <map>
#include <set>

namespace tallybridge {

namespace {

constexpr qsizetype mostGaps = 1000;

} // namespace

QStringList fileNumberGaps(const SourceListing &listing)
{
    std::map<QDate, std::set<qint64>> numbers;
    for (const SourceDelivery &delivery : listing.deliveries)
        numbers[delivery.name.date].insert(delivery.name.fileNumber);
    QStringList gaps;
    for (const auto &[date, ofDay] : numbers) {
        qint64 expected = *ofDay.begin();
        for (const qint64 number : ofDay) {
            for (; expected < number && gaps.size() < mostGaps; ++expected)
                gaps << date.toString(Qt::ISODate) + QLatin1String(" #") + QString::number(expected);
            expected = number + 1;
        }
    }
    return gaps;
}

QStringList daysWithoutDelivery(const SourceListing &listing)
{
    std::set<QDate> days;
    for (const SourceDelivery &delivery : listing.deliveries)
        days.insert(delivery.name.date);
    QStringList missing;
    QDate expected = days.empty() ? QDate() : *days.begin();
    for (const QDate &day : days) {
        for (; expected < day && missing.size() < mostGaps; expected = expected.addDays(1))
            missing << expected.toString(Qt::ISODate);
        expected = day.addDays(1);
    }
    return missing;
}

} // namespace tallybridge
