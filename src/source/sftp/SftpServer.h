#pragma once

#include "core/Secret.h"
#include "source/sftp/SftpProxy.h"

#include <QString>
#include <chrono>

namespace tallybridge {

/// Where an SFTP server is and who signs in there.
struct SftpServer {
    QString host; ///< name or address, without brackets
    quint16 port = 22;
    QString user;
    QString acceptedHostKey;          ///< "SHA256:…" as ssh-keygen prints it; empty: none is accepted yet
    std::chrono::seconds timeout{30}; ///< without a sign of life from the server
    std::optional<SftpProxy> proxy;   ///< the way there; none: straight
    Secret proxyPassword;
};

/// What proves who signs in. Empty ones are not used; with neither password nor key an agent is asked, where there is one.
struct SftpCredentials {
    Secret password;
    Secret privateKey; ///< PEM or OpenSSH format
    Secret passphrase; ///< of the private key
};

} // namespace tallybridge
