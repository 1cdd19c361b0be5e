#include "mailbox/local/MaildirName.h"

#include <QRandomGenerator>
#include <QtGlobal>

#include <algorithm>

namespace tallybridge {

namespace {

#ifdef Q_OS_WIN
constexpr QLatin1String kInfo(";2,S");
#else
constexpr QLatin1String kInfo(":2,S");
#endif

constexpr QLatin1String kSuffix(".tallybridge");
constexpr QLatin1String kPartial("-partial");
constexpr qsizetype kKeyDigits = 64;

/// Cuts a number of up to 18 digits and the dot behind it off the front.
std::optional<qint64> takeSeconds(QStringView &name)
{
    const qsizetype dot = name.indexOf(u'.');
    if (dot < 1 || dot > 18)
        return std::nullopt;
    const QStringView digits = name.first(dot);
    if (!std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    name = name.sliced(dot + 1);
    return digits.toLongLong();
}

} // namespace

QLatin1String maildirSeenInfo()
{
    return kInfo;
}

QString maildirFileName(const ComposedMessage &message)
{
    const qint64 seconds = std::max<qint64>(0, message.date.isValid() ? message.date.toSecsSinceEpoch() : 0);
    QString name = QString::number(seconds) + QLatin1Char('.') + message.key.hex();
    if (message.isPartial())
        name += kPartial;
    name += kSuffix;
    name += kInfo;
    return name;
}

std::optional<MaildirName> parseMaildirFileName(QStringView fileName)
{
    if (!takeSeconds(fileName) || fileName.size() < kKeyDigits)
        return std::nullopt;
    const auto key = ItemKey::fromHex(fileName.first(kKeyDigits));
    if (!key)
        return std::nullopt;
    fileName = fileName.sliced(kKeyDigits);
    MaildirName name{*key, fileName.startsWith(kPartial)};
    if (name.partial)
        fileName = fileName.sliced(kPartial.size());
    if (!fileName.startsWith(kSuffix))
        return std::nullopt;
    fileName = fileName.sliced(kSuffix.size());
    // Mail servers add ",S=<size>" and the like before the separator, mail programs flags behind it.
    if (!fileName.isEmpty() && !QStringView(u":;,").contains(fileName.front()))
        return std::nullopt;
    return name;
}

QString maildirTemporaryName(qint64 now, quint64 session, quint64 number)
{
    return QString::number(now) + QLatin1Char('.') + QString::number(session, 16) + QLatin1Char('_') + QString::number(number) + kSuffix;
}

std::optional<MaildirTemporary> parseMaildirTemporaryName(QStringView fileName)
{
    const auto seconds = takeSeconds(fileName);
    const qsizetype line = fileName.indexOf(u'_');
    if (!seconds || line < 1 || !fileName.endsWith(kSuffix))
        return std::nullopt;
    bool ok = false;
    const quint64 session = fileName.first(line).toULongLong(&ok, 16);
    return ok ? std::optional(MaildirTemporary{*seconds, session}) : std::nullopt;
}

quint64 newMaildirSession(quint32 writer)
{
    const quint64 random = QRandomGenerator::system()->generate64();
    return writer == 0 ? random : (quint64(writer) << 32) | (random & 0xffff'ffffU);
}

bool isSameWriter(quint64 session, quint64 other)
{
    return session >> 32 == other >> 32;
}

} // namespace tallybridge
