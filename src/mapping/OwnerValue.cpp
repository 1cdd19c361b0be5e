#include "mapping/OwnerValue.h"

namespace tallybridge {

namespace {

/// "+44 (7911) 123-456": the digits, when a plus comes first and nothing but digits and the usual signs follows; else
/// empty.
QString digitsAfterPlus(QStringView text)
{
    if (!text.startsWith(u'+'))
        return {};
    QString digits;
    for (const QChar c : text.sliced(1)) {
        if (c >= u'0' && c <= u'9')
            digits.append(c);
        else if (!c.isSpace() && !QStringView(u"()-./").contains(c))
            return {};
    }
    return digits;
}

bool isWhatsAppDomain(QStringView domain)
{
    return domain.compare(QLatin1String("s.whatsapp.net"), Qt::CaseInsensitive) == 0 ||
           domain.compare(QLatin1String("c.us"), Qt::CaseInsensitive) == 0;
}

} // namespace

OwnerValue OwnerValue::read(const QString &value)
{
    OwnerValue owner;
    owner.text = value.trimmed();
    QStringView rest(owner.text);
    const qsizetype at = rest.lastIndexOf(u'@');
    const bool whatsAppId = at > 0 && isWhatsAppDomain(rest.sliced(at + 1));
    if (whatsAppId) {
        rest = rest.first(at);
        // "447911123456:3@…" names a device of the person.
        if (const qsizetype colon = rest.indexOf(u':'); colon > 0)
            rest = rest.first(colon);
    }
    auto number = PhoneNumber::fromInternational(rest);
    if (!number)
        number = PhoneNumber::fromInternational(digitsAfterPlus(rest));
    if (!number)
        number = PhoneNumber::findIn(rest);
    if (number)
        owner.number = *number;
    if (!whatsAppId)
        owner.address = MailAddress::parse(rest).value_or(MailAddress());
    return owner;
}

bool OwnerValue::isSameAs(const Participant &participant) const
{
    return (!number.isNull() && number == participant.number) || (!address.isNull() && address == participant.address);
}

} // namespace tallybridge
