#pragma once

#include <QString>
#include <optional>

namespace tallybridge {

/// The proxy that an SFTP server is reached through: "socks5://[user@]host[:port]" (1080) or "http://[user@]host[:port]" (8080). A password
/// in it is refused.
struct SftpProxy {
    enum class Kind { Socks5, HttpConnect };

    Kind kind = Kind::Socks5;
    QString user; ///< empty: the proxy asks for nobody
    QString host; ///< lower case, an IPv6 address without brackets
    quint16 port = 1080;

    static std::optional<SftpProxy> parse(const QString &text);
    /// The one form of it.
    QString text() const;
};

} // namespace tallybridge
