#include "source/sftp/SshConnection.h"

#include "core/ServerName.h"
#include "source/sftp/ProxyTunnel.h"

#include <libssh2.h>

#include <mutex>

namespace tallybridge {

namespace {

// What counts as safe in 2026; libssh2 leaves out what its version does not know. It deciphers block by block, so the order of the counter
// modes is that of OpenSSH: the fastest first.
constexpr const char *keyExchanges = "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
                                     "ecdh-sha2-nistp521,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,"
                                     "diffie-hellman-group14-sha256,diffie-hellman-group-exchange-sha256";
constexpr const char *hostKeys = "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256";
constexpr const char *ciphers = "aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes128-ctr,aes192-ctr,aes256-ctr";
constexpr const char *macs = "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";

bool startLibrary()
{
    static std::once_flag once;
    static bool started = false;
    std::call_once(once, [] { started = libssh2_init(0) == 0; });
    return started;
}

bool isConnectionGone(qint64 code)
{
    switch (code) {
    case LIBSSH2_ERROR_SOCKET_NONE:
    case LIBSSH2_ERROR_SOCKET_SEND:
    case LIBSSH2_ERROR_SOCKET_DISCONNECT:
    case LIBSSH2_ERROR_SOCKET_RECV:
    case LIBSSH2_ERROR_SOCKET_TIMEOUT:
    case LIBSSH2_ERROR_TIMEOUT:
    case LIBSSH2_ERROR_CHANNEL_CLOSED:
    case LIBSSH2_ERROR_CHANNEL_EOF_SENT:
    case LIBSSH2_ERROR_BAD_SOCKET:
    // Bytes that cannot be decrypted or have a wrong checksum: the rest of the line is of no use either.
    case LIBSSH2_ERROR_DECRYPT:
    case LIBSSH2_ERROR_INVALID_MAC:
    case LIBSSH2_ERROR_PROTO:
        return true;
    default:
        return false;
    }
}

} // namespace

QString SshConnection::serverName() const
{
    return tallybridge::serverName(m_server.host, m_server.port);
}

Result<std::unique_ptr<SshConnection>> SshConnection::open(const SftpServer &server, const char *hostKeyAlgorithms,
                                                           const CancelToken &cancel)
{
    if (!startLibrary())
        return Failure{FailureCode::Internal, {QStringLiteral("libssh2")}, {}, false};
    auto socket = server.proxy ? connectThroughProxy(*server.proxy, server.proxyPassword, server.host, server.port, server.timeout, cancel)
                               : TcpSocket::connect(server.host, server.port, server.timeout, cancel);
    if (!socket)
        return socket.failure();
    std::unique_ptr<SshConnection> connection(new SshConnection(server, cancel));
    connection->m_socket = std::move(*socket);
    LIBSSH2_SESSION *session = libssh2_session_init();
    if (!session)
        return Failure{FailureCode::Internal, {QStringLiteral("libssh2")}, {}, true};
    connection->m_session = session;
    libssh2_session_set_blocking(session, 0);
    if (libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY, hostKeyAlgorithms ? hostKeyAlgorithms : hostKeys) != 0)
        return std::unique_ptr<SshConnection>();
    libssh2_session_method_pref(session, LIBSSH2_METHOD_KEX, keyExchanges);
    for (const int method : {LIBSSH2_METHOD_CRYPT_CS, LIBSSH2_METHOD_CRYPT_SC})
        libssh2_session_method_pref(session, method, ciphers);
    for (const int method : {LIBSSH2_METHOD_MAC_CS, LIBSSH2_METHOD_MAC_SC})
        libssh2_session_method_pref(session, method, macs);
    const auto code =
        connection->drive([&]() -> qint64 { return libssh2_session_handshake(session, libssh2_socket_t(connection->m_socket->handle())); });
    if (code == 0)
        return connection;
    const QString words = connection->lastErrorText();
    // Whoever has shown a banner is an SSH server; one that then hangs up has no room or does not want us.
    const bool isSsh = libssh2_session_banner_get(session) != nullptr;
    if (const auto failure = connection->failure(code.value_or(0)); failure && (isSsh || !code))
        return *failure;
    return Failure{FailureCode::SourceNotSsh, {connection->serverName()}, words, true};
}

SshConnection::~SshConnection()
{
    if (!m_session)
        return;
    if (!m_waiting)
        libssh2_session_disconnect(m_session, "");
    // The library ends what is under way when it finds the line dead; it must not wait for the server.
    m_socket->shutDown();
    while (libssh2_session_free(m_session) == LIBSSH2_ERROR_EAGAIN) {
    }
}

QString SshConnection::fingerprint() const
{
    constexpr int sha256Size = 32;
    const char *hash = libssh2_hostkey_hash(m_session, LIBSSH2_HOSTKEY_HASH_SHA256);
    if (!hash)
        return {};
    return QLatin1String("SHA256:") +
           QString::fromLatin1(QByteArray(hash, sha256Size).toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals));
}

std::optional<qint64> SshConnection::drive(const std::function<qint64()> &call, std::chrono::seconds limit)
{
    const auto deadline = TcpSocket::Clock::now() + limit;
    m_waiting.reset();
    while (true) {
        if (m_cancel.isCancelled()) {
            m_waiting = Failure{FailureCode::Cancelled, {}, {}, true};
            return std::nullopt;
        }
        const qint64 code = call();
        if (code != LIBSSH2_ERROR_EAGAIN)
            return code;
        const int directions = libssh2_session_block_directions(m_session);
        const bool outbound = directions & LIBSSH2_SESSION_BLOCK_OUTBOUND;
        const bool inbound = (directions & LIBSSH2_SESSION_BLOCK_INBOUND) || !outbound;
        switch (m_socket->wait(inbound, outbound, deadline, m_cancel)) {
        case TcpSocket::Wait::Ready:
            break;
        case TcpSocket::Wait::TimedOut:
            m_waiting = Failure{FailureCode::SourceTimedOut, {serverName(), QString::number(limit.count())}, {}, true};
            return std::nullopt;
        case TcpSocket::Wait::Cancelled:
            m_waiting = Failure{FailureCode::Cancelled, {}, {}, true};
            return std::nullopt;
        }
    }
}

int SshConnection::lastError() const
{
    return libssh2_session_last_errno(m_session);
}

QString SshConnection::lastErrorText() const
{
    char *text = nullptr;
    libssh2_session_last_error(m_session, &text, nullptr, 0);
    return text ? QString::fromUtf8(text) : QString();
}

std::optional<Failure> SshConnection::failure(qint64 code) const
{
    if (m_waiting)
        return m_waiting;
    if (isConnectionGone(code))
        return Failure{FailureCode::SourceConnectionLost, {serverName()}, lastErrorText(), true};
    return std::nullopt;
}

} // namespace tallybridge
