#pragma once

#include "core/MailAddress.h"
#include "core/Result.h"

namespace tallybridge {

/// Tells which addresses have a mailbox at the destination. Any thread may ask.
class Directory
{
public:
    virtual ~Directory() = default;

    /// The mailbox an address belongs to (its main address, so that two aliases give the same mailbox); null when there is none.
    /// Failures: DestinationUnavailable, Cancelled.
    virtual Result<MailAddress> findMailbox(const MailAddress &address) = 0;
};

} // namespace tallybridge
