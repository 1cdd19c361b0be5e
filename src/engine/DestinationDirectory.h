#pragma once

#include "core/CancelToken.h"
#include "mailbox/Destination.h"
#include "mapping/Directory.h"

namespace tallybridge {

/// The destination as the directory that the mapping asks. Any thread may ask.
class DestinationDirectory : public Directory
{
public:
    /// The destination has to outlive the directory.
    DestinationDirectory(Destination &destination, CancelToken cancel) : m_destination(destination), m_cancel(std::move(cancel)) {}

    Result<MailAddress> findMailbox(const MailAddress &address) override { return m_destination.findMailbox(address, m_cancel); }

private:
    Destination &m_destination;
    const CancelToken m_cancel;
};

} // namespace tallybridge
