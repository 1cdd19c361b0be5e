#include "core/MailAddress.h"

#include <QHash>

namespace tallybridge {

namespace {

bool isLocalPartCharacter(QChar c)
{
    return c.isPrint() && !c.isSpace() && !QStringView(u"()<>[]:;,@\"\\").contains(c);
}

bool isDomain(QStringView domain)
{
    if (domain.isEmpty() || domain.size() > 253)
        return false;
    for (const QStringView label : domain.split(u'.')) {
        if (label.isEmpty() || label.size() > 63 || label.startsWith(u'-') || label.endsWith(u'-'))
            return false;
        for (const QChar c : label) {
            if (!c.isLetterOrNumber() && c != u'-' && c != u'_')
                return false;
        }
    }
    return true;
}

} // namespace

std::optional<MailAddress> MailAddress::parse(QStringView rawText)
{
    // Lower case may need more octets than upper case: what counts is the address as it is kept.
    const QString lower = rawText.trimmed().toString().toLower();
    const QStringView text(lower);
    const qsizetype at = text.lastIndexOf(u'@');
    if (at <= 0 || text.size() > 320)
        return std::nullopt;
    const QStringView local = text.first(at);
    if (local.toUtf8().size() > 64 || local.startsWith(u'.') || local.endsWith(u'.') || local.contains(QLatin1String("..")))
        return std::nullopt;
    for (const QChar c : local) {
        // Halves of a surrogate pair are not printable by themselves, an address in an emoji's script is still an address.
        if (!c.isSurrogate() && !isLocalPartCharacter(c))
            return std::nullopt;
    }
    if (!isDomain(text.sliced(at + 1)))
        return std::nullopt;
    MailAddress address;
    address.m_text = lower;
    return address;
}

QStringView MailAddress::localPart() const
{
    return QStringView(m_text).first(std::max<qsizetype>(0, m_text.lastIndexOf(u'@')));
}

QStringView MailAddress::domain() const
{
    return QStringView(m_text).sliced(m_text.lastIndexOf(u'@') + 1);
}

bool MailAddress::isUnderInvalid() const
{
    return domain() == QLatin1String("invalid") || domain().endsWith(QLatin1String(".invalid"));
}

size_t qHash(const MailAddress &address, size_t seed)
{
    return qHash(address.text(), seed);
}

} // namespace tallybridge
