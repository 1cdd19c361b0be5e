#pragma once

#include "core/CancelToken.h"

namespace tallybridge {

/// A call that was given to a ServiceHost. Copies speak of the same call; letting go of it changes nothing.
class Operation
{
public:
    /// Asks the call to stop and returns at once; its answer still comes. Any thread may call it.
    void cancel() const { m_token.cancel(); }
    const CancelToken &token() const { return m_token; }

private:
    CancelToken m_token;
};

} // namespace tallybridge
