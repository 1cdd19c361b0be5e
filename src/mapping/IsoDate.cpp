#include "mapping/IsoDate.h"

#include <QString>

namespace tallybridge {

std::optional<QDate> readIsoDate(QStringView text)
{
    if (text.size() != 10)
        return std::nullopt;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != u'-' : (text[i] < u'0' || text[i] > u'9'))
            return std::nullopt;
    }
    const QDate day(text.first(4).toInt(), text.sliced(5, 2).toInt(), text.sliced(8, 2).toInt());
    return day.isValid() ? std::optional(day) : std::nullopt;
}

} // namespace tallybridge
