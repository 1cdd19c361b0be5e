#pragma once

#include "source/sftp/SftpLine.h"
#include "source/sftp/SshConnection.h"

struct ssh_channel_struct;

namespace tallybridge {

/// A channel on an SSH connection that has signed in; ends before the connection.
class SshChannel : public SftpLine
{
public:
    /// limit: for each answer of the server, also later. Failures: SourceTimedOut, SourceConnectionLost, Cancelled; SourceFailed when the
    /// server refuses.
    static Result<std::unique_ptr<SshChannel>> open(SshConnection &connection, std::chrono::seconds limit);
    ~SshChannel() override;
    SshChannel(const SshChannel &) = delete;
    SshChannel &operator=(const SshChannel &) = delete;

    /// Starts a subsystem, or a command, at the other end. Failures: as open().
    Result<void> startSubsystem(const char *name);
    Result<void> execute(const char *command);

    Result<qint64> read(char *bytes, qint64 size) override { return readStream(bytes, size, false); }
    /// As read(), for what the other end writes to its error stream.
    Result<qint64> readErrors(char *bytes, qint64 size) { return readStream(bytes, size, true); }
    Result<void> write(QByteArrayView bytes) override;
    Failure lost(const QString &why) const override;

private:
    SshChannel(SshConnection &connection, ssh_channel_struct *channel, std::chrono::seconds limit)
        : m_connection(connection), m_channel(channel), m_limit(limit)
    {
    }
    Result<void> ask(const std::function<int()> &call);
    void widen();
    Result<qint64> readStream(char *bytes, qint64 size, bool errors);

    SshConnection &m_connection;
    ssh_channel_struct *m_channel;
    std::chrono::seconds m_limit;
    qint64 m_sinceWidened = 0;
    std::unique_ptr<char[]> m_errors; ///< what is read of the error stream while bytes come
};

} // namespace tallybridge
