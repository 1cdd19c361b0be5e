#include "message/LineEnds.h"

#include <algorithm>

namespace tallybridge {

namespace {

template <typename Text>
Text withoutReturns(Text text)
{
    auto *letters = text.data();
    const auto size = text.size();
    qsizetype kept = 0;
    for (qsizetype i = 0; i < size; ++i) {
        if (letters[i] != u'\r' || i + 1 == size || letters[i + 1] != u'\n')
            letters[kept++] = letters[i];
    }
    text.truncate(kept);
    return text;
}

} // namespace

QString withLineFeeds(QString text)
{
    return withoutReturns(std::move(text));
}

QByteArray withLineFeeds(QByteArray text)
{
    return withoutReturns(std::move(text));
}

QByteArray withCrLf(QByteArrayView text)
{
    QByteArray lines;
    lines.reserve(text.size() + std::count(text.begin(), text.end(), '\n'));
    for (const char c : text) {
        if (c == '\n')
            lines += '\r';
        lines += c;
    }
    return lines;
}

} // namespace tallybridge
