#pragma once

#include <QString>
#include <optional>

namespace tallybridge {

/// "sftp://user@host:port/path": the path is relative to the login folder, "//path" is absolute, none is the login folder itself. Nothing
/// in it is percent-coded. A password in it is refused.
struct SftpUrl {
    QString user;
    QString host; ///< lower case, an IPv6 address without brackets
    quint16 port = 22;
    QString folder; ///< as the server takes it; "." is the login folder

    static std::optional<SftpUrl> parse(const QString &text);
    /// The one form of it.
    QString text() const;
};

} // namespace tallybridge
