#pragma once

#include "source/sftp/SshConnection.h"

namespace tallybridge {

/// Signs in on a connection whose host key is accepted: with the private key, the password (also when the server asks for it in its own
/// dialogue), or an agent. A server that wants several gets one after the other. Failures: SourceSignInRefused, SourcePasswordExpired,
/// SourceSignInUnsupported, SourceKeyUnusable, the connection's.
Result<void> signIn(SshConnection &connection, const SftpCredentials &credentials);

} // namespace tallybridge
