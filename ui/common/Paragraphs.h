#pragma once

#include <QString>
#include <QStringList>

namespace tallybridge {

/// A plain text whose lines were broken by hand, with one line for each paragraph, so that a window breaks them where it ends. A short line
/// is a heading and stays alone.
inline QString joinedParagraphs(const QString &text)
{
    constexpr qsizetype shortest = 72; // of a line that was broken because it was full
    QStringList lines;
    bool goesOn = false;
    const auto broken = text.split(QLatin1Char('\n'));
    for (const QString &line : broken) {
        if (goesOn && !line.isEmpty())
            lines.back() += QLatin1Char(' ') + line;
        else
            lines << line;
        goesOn = line.size() > shortest;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace tallybridge
