#include "source/sftp/SshConnection.h"

#include "core/ServerName.h"
#include "source/sftp/ProxyTunnel.h"

#include <QProcess>

#include <libssh/libssh.h>

#include <algorithm>

namespace tallybridge {

namespace {

// What counts as safe in 2026. AES-GCM needs the least of both sides.
constexpr const char *keyExchanges = "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,"
                                     "ecdh-sha2-nistp521,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,"
                                     "diffie-hellman-group14-sha256,diffie-hellman-group-exchange-sha256";
constexpr const char *hostKeys = "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256";
constexpr const char *ciphers = "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,aes128-ctr,aes192-ctr,"
                                "aes256-ctr";
constexpr const char *macs = "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";
constexpr int smallestRsaKey = 2048;

// libssh tells what happened to the line in these words only.
const QLatin1String goodBye("Received SSH_MSG_DISCONNECT: ");
const QLatin1String socketError("Socket error");
constexpr qsizetype mostWords = 300;

} // namespace

QString SshConnection::serverName() const
{
    return tallybridge::serverName(m_server.host, m_server.port);
}

Result<std::unique_ptr<SshConnection>> SshConnection::open(const SftpServer &server, const char *hostKeyAlgorithms,
                                                           const CancelToken &cancel)
{
    auto socket = server.proxy ? connectThroughProxy(*server.proxy, server.proxyPassword, server.host, server.port, server.timeout, cancel)
                               : TcpSocket::connect(server.host, server.port, server.timeout, cancel);
    if (!socket)
        return socket.failure();
    std::unique_ptr<SshConnection> connection(new SshConnection(server, cancel));
    connection->m_socket = std::move(*socket);
    connection->m_session = ssh_new();
    if (!connection->m_session)
        return Failure{FailureCode::Internal, {QStringLiteral("libssh")}, {}, true};
    if (!connection->configure(hostKeyAlgorithms ? hostKeyAlgorithms : hostKeys)) {
        const Failure unusable{FailureCode::Internal, {QStringLiteral("libssh")}, connection->lastErrorText(), false};
        return hostKeyAlgorithms ? Result<std::unique_ptr<SshConnection>>(nullptr) : Result<std::unique_ptr<SshConnection>>(unusable);
    }
    connection->m_socketGiven = true;
    const auto code = connection->drive(SSH_AGAIN, [&] { return ssh_connect(connection->m_session); });
    if (code == SSH_OK) {
        connection->m_socket->neverBlock();
        return connection;
    }
    if (!code)
        return *connection->waitingFailure();
    // Whoever has shown a banner is an SSH server; one that then hangs up has no room or does not want us.
    const QString words = connection->lastErrorText();
    const bool isSsh = ssh_get_serverbanner(connection->m_session) != nullptr;
    if (isSsh && (connection->wasHungUp() || words.startsWith(socketError)))
        return connection->lost();
    return Failure{FailureCode::SourceNotSsh, {connection->serverName()}, words, true};
}

bool SshConnection::configure(const char *hostKeyAlgorithms)
{
    const auto set = [this](ssh_options_e option, const void *value) { return ssh_options_set(m_session, option, value) == 0; };
    const int silent = SSH_LOG_NOLOG;
    const bool no = false;
    const auto handle = socket_t(m_socket->handle());
    ssh_set_log_level(silent);
    ssh_set_blocking(m_session, 0);
    // Nothing of this computer's SSH configuration counts, and no host key but the one that was accepted here.
    set(SSH_OPTIONS_LOG_VERBOSITY, &silent);
    set(SSH_OPTIONS_PROCESS_CONFIG, &no);
    const QByteArray emptyFile = QProcess::nullDevice().toLocal8Bit();
    for (const auto option : {SSH_OPTIONS_SSH_DIR, SSH_OPTIONS_KNOWNHOSTS, SSH_OPTIONS_GLOBAL_KNOWNHOSTS})
        set(option, emptyFile.constData());
    set(SSH_OPTIONS_USER, m_server.user.toUtf8().constData());
    set(SSH_OPTIONS_RSA_MIN_SIZE, &smallestRsaKey);
    const bool algorithms = set(SSH_OPTIONS_KEY_EXCHANGE, keyExchanges) && set(SSH_OPTIONS_CIPHERS_C_S, ciphers) &&
                            set(SSH_OPTIONS_CIPHERS_S_C, ciphers) && set(SSH_OPTIONS_HMAC_C_S, macs) && set(SSH_OPTIONS_HMAC_S_C, macs) &&
                            set(SSH_OPTIONS_COMPRESSION, "no") && set(SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES, hostKeys) &&
                            set(SSH_OPTIONS_HOSTKEYS, hostKeyAlgorithms);
    return algorithms && set(SSH_OPTIONS_FD, &handle);
}

SshConnection::~SshConnection()
{
    if (m_session)
        ssh_free(m_session);
    if (m_socketGiven)
        m_socket->release();
}

QString SshConnection::fingerprint() const
{
    ssh_key key = nullptr;
    if (ssh_get_server_publickey(m_session, &key) != SSH_OK)
        return {};
    unsigned char *hash = nullptr;
    size_t size = 0;
    QString text;
    if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash, &size) == SSH_OK) {
        const auto bytes = QByteArray::fromRawData(reinterpret_cast<const char *>(hash), qsizetype(size));
        text = QLatin1String("SHA256:") + QString::fromLatin1(bytes.toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals));
        ssh_clean_pubkey_hash(&hash);
    }
    ssh_key_free(key);
    return text;
}

std::optional<int> SshConnection::drive(int again, const std::function<int()> &call, std::chrono::seconds limit)
{
    const auto deadline = TcpSocket::Clock::now() + limit;
    m_waiting.reset();
    while (true) {
        if (m_cancel.isCancelled()) {
            m_waiting = cancelled();
            return std::nullopt;
        }
        const int code = call();
        if (code != again)
            return code;
        if (!isOpen())
            return SSH_ERROR;
        const int directions = ssh_get_poll_flags(m_session);
        const bool outbound = directions & SSH_WRITE_PENDING;
        const bool inbound = (directions & SSH_READ_PENDING) || !outbound;
        switch (m_socket->wait(inbound, outbound, deadline, m_cancel)) {
        case TcpSocket::Wait::Ready:
            break;
        case TcpSocket::Wait::TimedOut:
            m_waiting = timedOut(limit);
            return std::nullopt;
        case TcpSocket::Wait::Cancelled:
            m_waiting = cancelled();
            return std::nullopt;
        }
    }
}

bool SshConnection::isOpen() const
{
    // A packet that has no place ends the session, but leaves the socket open and the call waiting.
    return ssh_get_fd(m_session) != SSH_INVALID_SOCKET && !(ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR));
}

bool SshConnection::wasHungUp() const
{
    const QString words = lastErrorText();
    return words.startsWith(goodBye) || words == QLatin1String("Socket error: disconnected");
}

Failure SshConnection::lost() const
{
    return {FailureCode::SourceConnectionLost, {serverName()}, lastErrorText(), true};
}

Failure SshConnection::timedOut(std::chrono::seconds limit) const
{
    return {FailureCode::SourceTimedOut, {serverName(), QString::number(limit.count())}, {}, true};
}

QString SshConnection::lastErrorText() const
{
    QString text = QString::fromUtf8(ssh_get_error(m_session)).left(mostWords);
    std::replace_if(
        text.begin(), text.end(), [](QChar c) { return c < QLatin1Char(' ') || c > QLatin1Char('~'); }, QLatin1Char('?'));
    if (text.startsWith(goodBye))
        text.truncate(std::max<qsizetype>(text.indexOf(QLatin1Char(':'), goodBye.size()), goodBye.size()));
    return text;
}

} // namespace tallybridge
