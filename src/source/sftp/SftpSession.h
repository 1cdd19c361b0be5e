#pragma once

#include "core/CancelToken.h"
#include "core/Result.h"
#include "source/sftp/SftpEntry.h"
#include "source/sftp/SftpFile.h"
#include "source/sftp/SftpServer.h"

#include <QByteArray>
#include <functional>
#include <memory>
#include <optional>

namespace tallybridge {

/// A signed-in SFTP session; libssh stays inside. Calls block, no longer than the server's time-out without a sign of life, and return
/// within a second after cancel. One thread at a time. Failures of every call: SourceTimedOut, SourceConnectionLost, Cancelled (the session
/// is of no use after any of these), SourceFolderMissing, SourceAccessDenied, SourceFailed.
class SftpSession
{
public:
    /// The fingerprint of the host key the server shows, "SHA256:…"; with server.acceptedHostKey given, that one when the server has it.
    /// Sends no user name and no secret. Failures: TcpSocket's, SourceNotSsh, SourceHostKeyChanged.
    static Result<QString> hostKeyOf(const SftpServer &server, const CancelToken &cancel);

    /// Connects, compares the host key with the accepted one before anything else is sent, and signs in. credentials is asked only then.
    /// Failures: TcpSocket's, SourceNotSsh, SourceHostKeyUnknown, SourceHostKeyChanged, SourceSignInRefused, SourcePasswordExpired,
    /// SourceWithoutSftp, SourceSignInUnsupported, SourceKeyUnusable, those of credentials.
    static Result<std::unique_ptr<SftpSession>> open(const SftpServer &server, const std::function<Result<SftpCredentials>()> &credentials,
                                                     const CancelToken &cancel);
    ~SftpSession();

    /// False after a failure that ended it, also one that nobody was told of.
    bool isUsable() const;
    /// Whose wish to stop counts from now on.
    void setCancel(const CancelToken &cancel);

    /// Calls visit with every entry of a folder, links followed, until it returns false. A link that leads nowhere is neither file nor
    /// folder.
    Result<void> list(const QByteArray &folder, const std::function<bool(SftpEntry entry)> &visit);
    /// Nothing when there is no such entry.
    Result<std::optional<SftpEntry>> find(const QByteArray &path);
    /// Never takes the place of something; SourceFailed then.
    Result<void> rename(const QByteArray &from, const QByteArray &to);
    Result<void> removeFile(const QByteArray &path);
    Result<void> makeFolder(const QByteArray &path);

    /// Size of the buffer that keeps the line busy.
    static constexpr qint64 readSize = 2 << 20;
    /// Ends with the session.
    Result<std::unique_ptr<SftpFile>> openFile(const QByteArray &path, qint64 offset);

private:
    struct Private;
    explicit SftpSession(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace tallybridge
