#include "source/sftp/SshChannel.h"

#include <libssh/libssh.h>

#include <algorithm>

namespace tallybridge {

namespace {

// How soon a wish to stop is noticed.
constexpr int sliceMilliseconds = 100;
constexpr qint64 mostAtOnce = 256 << 10;
// What the server may send before it hears of us again. libssh's own 0.6 to 1.3 MB are too little for a fast line that is long.
constexpr qint64 window = 8 << 20;
constexpr qint64 windowStep = 1 << 20;

} // namespace

Result<std::unique_ptr<SshChannel>> SshChannel::open(SshConnection &connection, std::chrono::seconds limit)
{
    ssh_channel_struct *channel = ssh_channel_new(connection.session());
    if (!channel)
        return connection.lost();
    std::unique_ptr<SshChannel> made(new SshChannel(connection, channel, limit));
    if (auto opened = made->ask([&] { return ssh_channel_open_session(channel); }); !opened)
        return opened.failure();
    return made;
}

SshChannel::~SshChannel()
{
    ssh_channel_free(m_channel);
}

Result<void> SshChannel::startSubsystem(const char *name)
{
    return ask([&] { return ssh_channel_request_subsystem(m_channel, name); });
}

Result<void> SshChannel::execute(const char *command)
{
    return ask([&] { return ssh_channel_request_exec(m_channel, command); });
}

Result<void> SshChannel::ask(const std::function<int()> &call)
{
    const auto code = m_connection.drive(SSH_AGAIN, call, m_limit);
    if (!code)
        return *m_connection.waitingFailure();
    if (*code == SSH_OK)
        return {};
    if (!m_connection.isOpen())
        return m_connection.lost();
    return Failure{FailureCode::SourceFailed, {m_connection.serverName()}, m_connection.lastErrorText(), true};
}

Result<qint64> SshChannel::readStream(char *bytes, qint64 size, bool errors)
{
    const auto deadline = TcpSocket::Clock::now() + m_limit;
    while (!m_connection.isCancelled()) {
        const int got = ssh_channel_read_timeout(m_channel, bytes, uint32_t(std::min(size, mostAtOnce)), errors, sliceMilliseconds);
        if (got > 0) {
            m_sinceWidened += got;
            if (!errors && m_sinceWidened >= windowStep)
                widen();
            return qint64(got);
        }
        if (got < 0)
            return m_connection.lost();
        // Not ssh_channel_is_eof(): it waits until both streams are read.
        if (ssh_channel_poll(m_channel, errors) == SSH_EOF)
            return qint64(0);
        if (TcpSocket::Clock::now() >= deadline)
            return m_connection.timedOut(m_limit);
    }
    return SshConnection::cancelled();
}

// The library opens the window as far as it is asked for bytes; a server's error stream has to be emptied anyway, lest it fills the window.
void SshChannel::widen()
{
    m_sinceWidened = 0;
    if (!m_errors)
        m_errors = std::make_unique_for_overwrite<char[]>(window);
    ssh_channel_read_timeout(m_channel, m_errors.get(), uint32_t(window), 1, 0);
}

Result<void> SshChannel::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto sent = m_connection.drive(
            SSH_AGAIN,
            [&] {
                const int code = ssh_channel_write(m_channel, bytes.data(), uint32_t(bytes.size()));
                return code == 0 ? int(SSH_AGAIN) : code;
            },
            m_limit);
        if (!sent)
            return *m_connection.waitingFailure();
        if (*sent < 0)
            return m_connection.lost();
        bytes = bytes.sliced(*sent);
    }
    return {};
}

Failure SshChannel::lost(const QString &why) const
{
    Failure failure = m_connection.lost();
    failure.detail = why;
    return failure;
}

} // namespace tallybridge
