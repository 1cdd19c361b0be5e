#pragma once

#include <gmime/gmime.h>
#include <memory>

namespace tallybridge {

struct GObjectUnref {
    void operator()(gpointer object) const { g_object_unref(object); }
};

/// Owns one reference of a GMime object.
template <typename T>
using GMimePtr = std::unique_ptr<T, GObjectUnref>;

/// Initialises GMime once for the whole process; any thread may call it, before its first other call of GMime.
void ensureGMime();

} // namespace tallybridge
