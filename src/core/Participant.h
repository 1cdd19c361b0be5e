#pragma once

#include "core/MailAddress.h"
#include "core/PhoneNumber.h"

#include <QString>

namespace tallybridge {

/// One person or group address in an item's From, To or Cc.
struct Participant {
    enum class Role { From, To, Cc };

    Role role = Role::To;
    QString displayName; ///< as delivered, decoded (RFC 2047); may hold the number
    QString rawAddress;  ///< as delivered, may be no mail address at all
    PhoneNumber number;  ///< null when the item carries none for this participant
    MailAddress address; ///< null when rawAddress is not a mail address

    bool operator==(const Participant &) const = default;
};

} // namespace tallybridge
