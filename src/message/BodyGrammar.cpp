#include "message/BodyGrammar.h"

#include <QRegularExpression>

namespace tallybridge
{

QString aboutIdIn(const QString &text)
{
    static const QRegularExpression deleted(
        QStringLiteral("^\\s*Original\\s+Message\\s*\\(\\s*Msg\\s+ID\\s*[-:\\x{2012}-\\x{2015}]\\s*(.+?)\\s*\\)\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression edited(
        QStringLiteral("^\\s*Original\\s+Message\\s+ID\\s*[-:\\x{2012}-\\x{2015}]\\s*(\\S+)\\s*$"),
        QRegularExpression::CaseInsensitiveOption);
    constexpr int linesLookedAt = 20;
    constexpr qsizetype longestLine = 500;
    qsizetype begin = 0;
    for (int line = 0; line < linesLookedAt && begin < text.size(); ++line) {
        qsizetype end = text.indexOf(u'\n', begin);
        if (end < 0)
            end = text.size();
        const qsizetype length = end - begin;
        if (length <= longestLine) {
            const QString words = text.sliced(begin, length);
            for (const QRegularExpression *pattern : {&deleted, &edited}) {
                if (const auto match = pattern->match(words); match.hasMatch())
                    return match.captured(1);
            }
        }
        begin = end + 1;
    }
    return {};
}

} // namespace tallybridge
