#include "cli/wording/Phrase.h"

#include <QCoreApplication>

namespace tallybridge {

namespace {

bool isUnsafe(QChar c)
{
    const char16_t u = c.unicode();
    return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph ||
           (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F || u == 0x061C;
}

} // namespace

QString printable(const QString &text, qsizetype longest)
{
    QString result = text;
    if (result.size() > longest) {
        const qsizetype half = (longest - 1) / 2;
        result = QString(text.left(half) + QChar(0x2026) + text.right(half));
    }
    for (QChar &c : result) {
        if (isUnsafe(c))
            c = QChar::ReplacementCharacter;
    }
    return result;
}

QString phrase(const QString &pattern, const QStringList &arguments)
{
    QString result;
    result.reserve(pattern.size() + 40);
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const QChar c = pattern[i];
        const int place = c == QLatin1Char('%') && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : -1;
        if (place < 1) {
            result += c;
            continue;
        }
        result += place <= arguments.size() ? printable(arguments[place - 1]) : QStringLiteral("?");
        ++i;
    }
    return result;
}

QString sizeText(qint64 bytes)
{
    const auto scaled = [bytes](double unit) {
        QString number = QString::number(double(bytes) / unit, 'f', 1);
        if (number.endsWith(QLatin1String(".0")))
            number.chop(2);
        return number;
    };
    if (bytes >= 1LL << 30)
        return QCoreApplication::translate("Size", "%1 GB").arg(scaled(1024.0 * 1024 * 1024));
    if (bytes >= 1LL << 20)
        return QCoreApplication::translate("Size", "%1 MB").arg(scaled(1024.0 * 1024));
    if (bytes >= 1LL << 10)
        return QCoreApplication::translate("Size", "%1 KB").arg(scaled(1024.0));
    return QCoreApplication::translate("Size", "%1 bytes").arg(bytes);
}

} // namespace tallybridge
