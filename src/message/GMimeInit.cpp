#include "message/GMimeInit.h"

#include <mutex>

namespace tallybridge
{

void ensureGMime()
{
    static std::once_flag once;
    std::call_once(once, [] {
        g_mime_init();
        // An attached message must come out byte for byte, and only multiparts may make the parser recurse: so every
        // message/* part is a leaf with bytes for GMime.
        for (const char *subtype : {"rfc822", "rfc2822", "global", "news", "partial", "external-body", "*"})
            g_mime_object_register_type("message", subtype, GMIME_TYPE_PART);
    });
}

} // namespace tallybridge
