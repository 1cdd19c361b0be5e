#pragma once

#include "core/Participant.h"

#include <QByteArray>
#include <vector>

namespace tallybridge {

/// Most participants that the header of a mail names.
constexpr size_t maxHeaderParticipants = 500;

/// The name a mail shows: the delivered one, always with the number in it.
QString shownName(const Participant &participant);

/// The address a mail carries: the participant's own, else "<digits>@whatsapp.invalid", else an always equal stand-in
/// made from name and raw address. ASCII; domains in other scripts are written as RFC 5890 wants it.
QByteArray mailAddressOf(const Participant &participant);

/// Name, number and address in one line for people.
QString participantLine(const Participant &participant);

/// The participants from `first` on as a CSV file (RFC 4180, UTF-8 with byte order mark) that no spreadsheet takes for
/// formulas.
QByteArray participantsCsv(const std::vector<Participant> &participants, size_t first);

/// "From", "To" or "Cc".
QLatin1String roleName(Participant::Role role);

} // namespace tallybridge
