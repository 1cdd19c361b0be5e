#include "delivery/ZipName.h"

#include <QList>
#include <QStringDecoder>
#include <algorithm>

namespace tallybridge {

namespace {

// Code page 437 from 0x80 on.
constexpr QStringView cp437 = u"ÇüéâäàåçêëèïîìÄÅ"
                              u"ÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
                              u"áíóúñÑªº¿⌐¬½¼¡«»"
                              u"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
                              u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                              u"╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
                              u"αßΓπΣσµτΦΘΩδ∞φε∩"
                              u"≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";
static_assert(cp437.size() == 128);

} // namespace

bool isAscii(const QByteArray &bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return uchar(c) < 0x80; });
}

QString fromCp437(const QByteArray &bytes)
{
    QString text(bytes.size(), Qt::Uninitialized);
    std::transform(bytes.begin(), bytes.end(), text.begin(),
                   [](char c) { return uchar(c) < 0x80 ? QLatin1Char(c) : cp437[uchar(c) - 0x80]; });
    return text;
}

QString decodeZipName(const QByteArray &rawName)
{
    if (isAscii(rawName))
        return QString::fromLatin1(rawName);
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = utf8(rawName);
    return utf8.hasError() ? fromCp437(rawName) : text;
}

bool isTraversal(const QString &name)
{
    if (name.startsWith(u'/') || name.contains(u'\\') || name.contains(QChar::Null))
        return true;
    const bool startsWithLetter = !name.isEmpty() && ((name[0] >= u'a' && name[0] <= u'z') || (name[0] >= u'A' && name[0] <= u'Z'));
    if (startsWithLetter && name.size() >= 2 && name[1] == u':')
        return true;
    const auto parts = QStringView(name).split(u'/');
    // Windows drops blanks at the end of a part.
    return std::any_of(parts.begin(), parts.end(), [](QStringView part) { return part.trimmed() == QLatin1String(".."); });
}

} // namespace tallybridge
