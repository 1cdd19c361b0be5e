#include "message/ParticipantMail.h"

#include "core/Sha256.h"

#include <QUrl>
#include <algorithm>

namespace tallybridge {

namespace {

constexpr QLatin1String standInDomain("@whatsapp.invalid");

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x7F; });
}

QByteArray ownAddress(const MailAddress &address)
{
    // Without SMTPUTF8 (RFC 6531) a local part in another script cannot stand in a header.
    if (address.isNull() || !isAscii(address.localPart()))
        return {};
    if (isAscii(address.domain()))
        return address.text().toLatin1();
    const QByteArray domain = QUrl::toAce(address.domain().toString());
    return domain.isEmpty() ? QByteArray() : address.localPart().toLatin1() + '@' + domain;
}

QString csvField(const QString &value)
{
    QString field = value;
    for (QChar &c : field) {
        if (c.unicode() < 0x20)
            c = u' ';
    }
    if (!field.isEmpty() && QStringView(u"=+-@|%").contains(field.trimmed().left(1)))
        field.prepend(u'\'');
    field.replace(u'"', QLatin1String("\"\""));
    return u'"' + field + u'"';
}

} // namespace

QString shownName(const Participant &participant)
{
    constexpr qsizetype longestName = 256;
    QString name = participant.displayName;
    if (name.size() > longestName) {
        name.truncate(name[longestName - 1].isHighSurrogate() ? longestName - 1 : longestName);
        name += QChar(u'\x2026');
    }
    if (!participant.number.isNull() && !name.contains(participant.number.digits()))
        name = name + (name.isEmpty() ? QLatin1String("+") : QLatin1String(" +")) + participant.number.digits();
    if (name.isEmpty() && participant.address.isNull())
        name = participant.rawAddress.left(longestName);
    return name;
}

QByteArray mailAddressOf(const Participant &participant)
{
    if (const QByteArray own = ownAddress(participant.address); !own.isEmpty())
        return own;
    if (!participant.number.isNull())
        return participant.number.digits().toLatin1() + standInDomain.latin1();
    const QByteArray identity = participant.displayName.toUtf8() + QByteArray(1, '\0') + participant.rawAddress.toUtf8();
    const QByteArray hash = Sha256::of(identity).toHex();
    return "unknown-" + hash.first(16) + standInDomain.latin1();
}

QString participantLine(const Participant &participant)
{
    QString line = participant.displayName;
    if (!participant.number.isNull() && !line.contains(participant.number.digits()))
        line = line + (line.isEmpty() ? QLatin1String("+") : QLatin1String(" +")) + participant.number.digits();
    const QString address = participant.rawAddress.isEmpty() ? QString::fromLatin1(mailAddressOf(participant)) : participant.rawAddress;
    return line.isEmpty() ? address : line + QLatin1String(" <") + address + u'>';
}

QByteArray participantsCsv(const std::vector<Participant> &participants, size_t first)
{
    QString csv = QStringLiteral("\uFEFFRole,Name,Number,Address\r\n");
    for (size_t i = first; i < participants.size(); ++i) {
        const Participant &participant = participants[i];
        csv += roleName(participant.role) + u',' + csvField(participant.displayName) + u',' + csvField(participant.number.digits()) + u',' +
               csvField(participant.rawAddress) + QLatin1String("\r\n");
    }
    return csv.toUtf8();
}

QLatin1String roleName(Participant::Role role)
{
    switch (role) {
    case Participant::Role::From:
        return QLatin1String("From");
    case Participant::Role::To:
        return QLatin1String("To");
    case Participant::Role::Cc:
        break;
    }
    return QLatin1String("Cc");
}

} // namespace tallybridge
