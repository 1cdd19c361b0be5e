#include "message/MailDate.h"

#include "message/GMimeInit.h"

#include <QTimeZone>
#include <array>

namespace tallybridge {

namespace {

struct DateTimeUnref {
    void operator()(GDateTime *time) const { g_date_time_unref(time); }
};

QDateTime fromIso(const QString &value)
{
    QDateTime time = QDateTime::fromString(value, Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toUTC();
}

bool looksLikeIso(const QString &value)
{
    return value.size() >= 16 && value[4] == u'-' && value[7] == u'-' && (value[10] == u'T' || value[10] == u't' || value[10] == u' ');
}

} // namespace

QDateTime readMailDate(const QString &value)
{
    constexpr qsizetype longest = 200;
    if (value.isEmpty() || value.size() > longest)
        return {};
    if (looksLikeIso(value))
        return fromIso(value);
    ensureGMime();
    const std::unique_ptr<GDateTime, DateTimeUnref> time(g_mime_utils_header_decode_date(value.toUtf8().constData()));
    return time ? QDateTime::fromSecsSinceEpoch(g_date_time_to_unix(time.get()), Qt::UTC) : QDateTime();
}

QByteArray mailDate(const QDateTime &time)
{
    static constexpr std::array days{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QDateTime utc = time.toUTC();
    const QDate date = utc.date();
    const QTime clock = utc.time();
    const auto two = [](int value) { return QByteArray::number(value).rightJustified(2, '0'); };
    QByteArray text(days[size_t(date.dayOfWeek() - 1)]);
    text += ", " + two(date.day()) + ' ' + months[size_t(date.month() - 1)] + ' ' + QByteArray::number(date.year()) + ' ';
    text += two(clock.hour()) + ':' + two(clock.minute()) + ':' + two(clock.second()) + " +0000";
    return text;
}

bool isAbsurdDate(const QDateTime &time, const QDateTime &now)
{
    static const QDateTime earliest(QDate(2009, 1, 1), QTime(0, 0), Qt::UTC);
    return !time.isValid() || time < earliest || (now.isValid() && time > now.addDays(1));
}

} // namespace tallybridge
