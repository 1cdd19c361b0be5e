#pragma once

#include "core/MailAddress.h"

#include <QString>

namespace tallybridge {

/// What the directory of a destination said about an address.
struct KnownMailbox {
    MailAddress address; ///< that was asked for
    MailAddress mailbox; ///< the one it belongs to; null: none
    QString id;          ///< the destination's own name of that mailbox; empty: none
    bool holds = true;   ///< false: what was known about the address turned out to be wrong

    bool operator==(const KnownMailbox &) const = default;
};

} // namespace tallybridge
