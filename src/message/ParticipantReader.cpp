#include "message/ParticipantReader.h"

#include "message/AddressList.h"

namespace tallybridge {

namespace {

std::optional<PhoneNumber> numberIn(const AddressEntry &entry)
{
    if (auto number = PhoneNumber::findIn(entry.displayName))
        return number;
    const qsizetype at = entry.address.lastIndexOf(u'@');
    QStringView local = QStringView(entry.address).first(at < 0 ? entry.address.size() : at);
    if (auto number = PhoneNumber::findIn(local))
        return number;
    return PhoneNumber::findIn(local.sliced(local.lastIndexOf(u':') + 1)); // "tel:+447911123456"
}

void appendFrom(const HeaderBlock &header, QByteArrayView name, Participant::Role role, std::vector<Participant> &participants)
{
    for (const HeaderField &field : header.fields) {
        if (!field.is(name))
            continue;
        for (AddressEntry &entry : readAddressList(field.value)) {
            Participant participant;
            participant.role = role;
            participant.number = numberIn(entry).value_or(PhoneNumber());
            participant.address = MailAddress::parse(entry.address).value_or(MailAddress());
            participant.displayName = std::move(entry.displayName);
            participant.rawAddress = std::move(entry.address);
            participants.push_back(std::move(participant));
        }
    }
}

} // namespace

std::vector<Participant> readParticipants(const HeaderBlock &header)
{
    std::vector<Participant> participants;
    appendFrom(header, "From", Participant::Role::From, participants);
    if (participants.empty())
        appendFrom(header, "Sender", Participant::Role::From, participants);
    appendFrom(header, "To", Participant::Role::To, participants);
    appendFrom(header, "Cc", Participant::Role::Cc, participants);
    return participants;
}

} // namespace tallybridge
