#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "core/Secret.h"
#include "source/sftp/SftpProxy.h"
#include "source/sftp/TcpSocket.h"

#include <chrono>
#include <memory>

namespace tallybridge {

/// Connects to a proxy and has it open the way to a server, which the proxy looks up by its name: SOCKS 5 (RFC 1928, user and password by
/// RFC 1929) or CONNECT (RFC 9110, 9.3.6, Basic by RFC 7617). What the socket carries afterwards is the server's. password: used when the
/// proxy's address names a user. Failures: TcpSocket's with the proxy's name, SourceProxyRefused, SourceTimedOut, Cancelled.
Result<std::unique_ptr<TcpSocket>> connectThroughProxy(const SftpProxy &proxy, const Secret &password, const QString &host, quint16 port,
                                                       std::chrono::seconds limit, const CancelToken &cancel);

} // namespace tallybridge
