#pragma once

#include "identity/RedirectAnswer.h"

#include <QByteArrayView>

namespace tallybridge {

/// What came over a connection to the loopback listener. Everything that runs on this computer, and every page in its browser, can
/// send it anything.
struct LoopbackRequest {
    enum class Kind {
        Incomplete,  ///< more is to come
        Malformed,   ///< no HTTP, too long, or a field twice
        WrongMethod, ///< not GET
        WrongHost,   ///< for another name than localhost: a page of the web reaches for this computer
        WrongPath,
        Answer,
    };

    static constexpr qsizetype mostBytes = 16 << 10; ///< of a request's head
    static constexpr qsizetype mostFields = 64;      ///< of a query
    static constexpr QLatin1String path{"/tallybridge"};

    Kind kind = Kind::Incomplete;
    RedirectAnswer answer;

    /// bytes: all that came so far. port: the one the listener has.
    static LoopbackRequest read(QByteArrayView bytes, quint16 port);
};

} // namespace tallybridge
