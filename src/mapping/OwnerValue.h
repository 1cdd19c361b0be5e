#pragma once

#include "core/Participant.h"

#include <QString>

namespace tallybridge {

/// X-TELEMESSAGE-ArchiveInitiator taken apart: its form is not documented, so a number ("447911123456", "+44 7911
/// 123456", a WhatsApp id, a number in a name) and a mail address are both understood.
struct OwnerValue {
    QString text;        ///< the value, trimmed; empty when the item has none
    PhoneNumber number;  ///< null when there is none in it
    MailAddress address; ///< null when it is no address

    static OwnerValue read(const QString &value);

    /// False when the value is of another form, or there is none.
    bool known() const { return !number.isNull() || !address.isNull(); }
    bool isSameAs(const Participant &participant) const;
};

} // namespace tallybridge
