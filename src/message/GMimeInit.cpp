#include "message/GMimeInit.h"

#include <mutex>

namespace tallybridge {

void ensureGMime()
{
    static std::once_flag once;
    std::call_once(once, g_mime_init);
}

} // namespace tallybridge
