#include "message/SafeFileName.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tallybridge {

namespace {

constexpr qsizetype longestName = 150;
constexpr qsizetype longestExtension = 20;

constexpr std::array<std::pair<const char *, const char *>, 26> extensions{{
    {"image/jpeg", ".jpg"},      {"image/png", ".png"},
    {"image/gif", ".gif"},       {"image/webp", ".webp"},
    {"image/heic", ".heic"},     {"video/mp4", ".mp4"},
    {"video/3gpp", ".3gp"},      {"video/quicktime", ".mov"},
    {"audio/ogg", ".ogg"},       {"audio/opus", ".opus"},
    {"audio/mpeg", ".mp3"},      {"audio/mp4", ".m4a"},
    {"audio/aac", ".aac"},       {"audio/amr", ".amr"},
    {"audio/wav", ".wav"},       {"text/plain", ".txt"},
    {"text/html", ".html"},      {"text/csv", ".csv"},
    {"text/vcard", ".vcf"},      {"text/x-vcard", ".vcf"},
    {"text/calendar", ".ics"},   {"application/pdf", ".pdf"},
    {"application/zip", ".zip"}, {"application/json", ".json"},
    {"message/rfc822", ".eml"},  {"message/delivery-status", ".txt"},
}};

QString extensionFor(const QByteArray &mimeType)
{
    for (const auto &[type, extension] : extensions) {
        if (mimeType == type)
            return QString::fromLatin1(extension);
    }
    return QStringLiteral(".bin");
}

bool isForbidden(char32_t c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == QChar::ReplacementCharacter)
        return c != QChar::ReplacementCharacter;
    if (c < 0x80)
        return QStringView(u"<>:\"|?*").contains(QChar(char16_t(c)));
    switch (QChar::category(c)) {
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
        return true;
    case QChar::Other_Format:
        // Emoji and several scripts join their characters with these two; all others only hide or turn text around.
        return c != 0x200C && c != 0x200D;
    default:
        return false;
    }
}

QString lastComponent(const QString &path)
{
    QString name = path;
    // A name that ends in a separator still has a name before it.
    while (name.endsWith(u'/') || name.endsWith(u'\\'))
        name.chop(1);
    return name.sliced(std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\')) + 1);
}

QString withoutForbidden(const QString &name)
{
    QString clean;
    clean.reserve(name.size());
    for (qsizetype i = 0; i < name.size(); ++i) {
        char32_t c = name[i].unicode();
        if (name[i].isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(name[i], name[i + 1]);
        const qsizetype units = QChar::requiresSurrogates(c) ? 2 : 1;
        if (!isForbidden(c))
            clean += QStringView(name).sliced(i, units);
        else if (c < 0x80 && c >= 0x20)
            clean += u'_';
        i += units - 1;
    }
    return clean;
}

QString withoutEdges(QString name)
{
    name = name.trimmed();
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return name;
}

bool isReservedOnWindows(const QString &name)
{
    const QString stem = name.first(std::max<qsizetype>(0, name.indexOf(u'.') < 0 ? name.size() : name.indexOf(u'.'))).trimmed().toUpper();
    if (stem == u"CON" || stem == u"PRN" || stem == u"AUX" || stem == u"NUL" || stem == u"CONIN$" || stem == u"CONOUT$")
        return true;
    // The superscript digits 1 to 3 count as digits there.
    return stem.size() == 4 && (stem.startsWith(QLatin1String("COM")) || stem.startsWith(QLatin1String("LPT"))) &&
           QStringView(u"0123456789\u00B9\u00B2\u00B3").contains(stem[3]);
}

QString shortened(const QString &name)
{
    if (name.size() <= longestName)
        return name;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString extension = dot > 0 && name.size() - dot <= longestExtension ? name.sliced(dot) : QString();
    QString stem = name.first(longestName - extension.size());
    if (stem.back().isHighSurrogate())
        stem.chop(1);
    while (stem.endsWith(u'.') || stem.endsWith(u' '))
        stem.chop(1);
    return stem + extension;
}

} // namespace

QString safeFileName(const QString &delivered, const QByteArray &mimeType)
{
    QString name = shortened(withoutEdges(withoutForbidden(lastComponent(delivered))));
    if (name.isEmpty())
        return QLatin1String("attachment") + extensionFor(mimeType);
    if (isReservedOnWindows(name))
        name.prepend(u'_');
    return shortened(name);
}

} // namespace tallybridge
