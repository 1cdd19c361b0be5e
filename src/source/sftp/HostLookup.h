#pragma once

#include "core/CancelToken.h"

#include <QByteArray>
#include <chrono>
#include <optional>
#include <vector>

namespace tallybridge {

/// What looking a host name up came to.
struct HostLookup {
    enum class End { Found, NotFound, TimedOut, Cancelled };
    End end = End::NotFound;
    std::vector<QByteArray> addresses; ///< each a sockaddr of the system

    /// resolve() blocks for as long as the system likes, so it runs on a thread of its own that nobody waits for.
    static HostLookup find(const QByteArray &host, quint16 port, std::chrono::steady_clock::time_point deadline, const CancelToken &cancel);

private:
    /// In the file of each platform.
    static std::vector<QByteArray> resolve(const QByteArray &host, quint16 port);
};

} // namespace tallybridge
