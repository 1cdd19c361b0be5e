#include "source/sftp/SftpSession.h"

#include "source/sftp/SftpSignIn.h"
#include "source/sftp/SshConnection.h"

#include <libssh2.h>
#include <libssh2_sftp.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace tallybridge {

namespace {

constexpr long privateFolder = 0700;
// A server that has let somebody in begins with SFTP at once.
constexpr std::chrono::seconds soonAnswered{3};
// One connection for each family, when the accepted key is none of the first choice.
constexpr const char *hostKeyFamilies[] = {"ssh-ed25519", "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521",
                                           "rsa-sha2-512,rsa-sha2-256"};

SftpEntry entryOf(const QByteArray &name, const LIBSSH2_SFTP_ATTRIBUTES &attributes)
{
    SftpEntry entry;
    entry.name = name;
    if (attributes.flags & LIBSSH2_SFTP_ATTR_PERMISSIONS) {
        entry.isFile = LIBSSH2_SFTP_S_ISREG(attributes.permissions);
        entry.isFolder = LIBSSH2_SFTP_S_ISDIR(attributes.permissions);
    }
    if (attributes.flags & LIBSSH2_SFTP_ATTR_SIZE)
        entry.size = qint64(std::min<libssh2_uint64_t>(attributes.filesize, libssh2_uint64_t(std::numeric_limits<qint64>::max())));
    if (attributes.flags & LIBSSH2_SFTP_ATTR_ACMODTIME)
        entry.modified = QDateTime::fromSecsSinceEpoch(qint64(attributes.mtime), Qt::UTC);
    return entry;
}

bool isComplete(const LIBSSH2_SFTP_ATTRIBUTES &attributes)
{
    constexpr unsigned long needed = LIBSSH2_SFTP_ATTR_PERMISSIONS | LIBSSH2_SFTP_ATTR_SIZE | LIBSSH2_SFTP_ATTR_ACMODTIME;
    return (attributes.flags & needed) == needed && !LIBSSH2_SFTP_S_ISLNK(attributes.permissions);
}

Result<std::unique_ptr<SshConnection>> connectTrusted(const SftpServer &server, const CancelToken &cancel)
{
    auto connection = SshConnection::open(server, nullptr, cancel);
    if (!connection)
        return connection;
    const QString shown = (*connection)->fingerprint();
    const QString name = (*connection)->serverName();
    if (!shown.isEmpty() && shown == server.acceptedHostKey)
        return connection;
    if (server.acceptedHostKey.isEmpty())
        return Failure{FailureCode::SourceHostKeyUnknown, {name, shown}, {}, false};
    connection->reset();
    // A server has one key of each kind; the accepted one may be of a kind that is not our first choice.
    for (const char *family : hostKeyFamilies) {
        auto other = SshConnection::open(server, family, cancel);
        if (!other && other.failure().code != FailureCode::SourceNotSsh)
            return other;
        if (other && *other && (*other)->fingerprint() == server.acceptedHostKey)
            return other;
    }
    return Failure{FailureCode::SourceHostKeyChanged, {name, shown, server.acceptedHostKey}, {}, false};
}

/// What a command on a channel of its own tells about an account whose SFTP says nothing.
enum class Account { Fine, PasswordExpired, Ended };

// OpenSSH lets somebody with an expired password in, says so on the error stream of a command, and ends it; SFTP itself only ends, and so
// does everything when the account is made for SFTP alone.
Account askAccount(SshConnection &connection)
{
    LIBSSH2_SESSION *session = connection.session();
    LIBSSH2_CHANNEL *channel =
        connection.drivePointer<LIBSSH2_CHANNEL>([&] { return libssh2_channel_open_session(session); }, soonAnswered);
    if (!channel)
        return Account::Fine;
    QByteArray words;
    bool ended = false;
    if (connection.drive([&]() -> qint64 { return libssh2_channel_exec(channel, "exit"); }, soonAnswered) == 0) {
        char buffer[4096];
        while (words.size() < qsizetype(sizeof buffer)) {
            const auto got = connection.drive(
                [&]() -> qint64 {
                    const auto read = libssh2_channel_read_stderr(channel, buffer, sizeof buffer);
                    return read == LIBSSH2_ERROR_EAGAIN && libssh2_channel_eof(channel) ? 0 : read;
                },
                soonAnswered);
            ended = got == 0;
            if (!got || *got <= 0)
                break;
            words.append(buffer, *got);
        }
    }
    libssh2_channel_free(channel);
    if (words.toLower().contains("password has expired"))
        return Account::PasswordExpired;
    return ended ? Account::Ended : Account::Fine;
}

} // namespace

struct SftpSession::Private {
    std::unique_ptr<SshConnection> connection;
    LIBSSH2_SFTP *sftp = nullptr;

    ~Private()
    {
        // Without an answer of the server the connection's end frees it.
        if (sftp)
            libssh2_sftp_shutdown(sftp);
    }

    /// The failure behind an answer that is not 0; path: what it was about.
    Failure failureOf(std::optional<qint64> code, const QByteArray &path, bool forFolder = false) const
    {
        if (auto failure = connection->failure(code.value_or(0)))
            return *failure;
        const unsigned long status = libssh2_sftp_last_error(sftp);
        const QString name = QString::fromUtf8(path);
        if (status == LIBSSH2_FX_NO_SUCH_FILE || status == LIBSSH2_FX_NO_SUCH_PATH)
            return {forFolder ? FailureCode::SourceFolderMissing : FailureCode::FileNotFound, {name}, {}, true};
        if (status == LIBSSH2_FX_PERMISSION_DENIED || status == LIBSSH2_FX_WRITE_PROTECT)
            return {FailureCode::SourceAccessDenied, {name}, {}, true};
        if (status == LIBSSH2_FX_NO_CONNECTION || status == LIBSSH2_FX_CONNECTION_LOST)
            return {FailureCode::SourceConnectionLost, {connection->serverName()}, {}, true};
        return {FailureCode::SourceFailed, {name}, QStringLiteral("SFTP status %1").arg(status), true};
    }
};

class SftpSession::OpenFile : public SftpSession::File
{
public:
    OpenFile(Private &session, LIBSSH2_SFTP_HANDLE *handle, QByteArray path) : m_session(session), m_handle(handle), m_path(std::move(path))
    {
    }

    ~OpenFile() override
    {
        if (m_broken)
            return;
        m_session.connection->drive([&]() -> qint64 { return libssh2_sftp_close_handle(m_handle); });
    }

    Result<SftpEntry> entry() override
    {
        LIBSSH2_SFTP_ATTRIBUTES attributes{};
        const auto code = m_session.connection->drive([&]() -> qint64 { return libssh2_sftp_fstat_ex(m_handle, &attributes, 0); });
        if (code != 0)
            return failed(code);
        return entryOf(m_path, attributes);
    }

    Result<qint64> read(char *buffer, qint64 size) override
    {
        const auto code = m_session.connection->drive([&]() -> qint64 { return libssh2_sftp_read(m_handle, buffer, size_t(size)); });
        if (!code || *code < 0)
            return failed(code);
        return *code;
    }

private:
    Failure failed(std::optional<qint64> code)
    {
        m_broken = m_broken || m_session.connection->failure(code.value_or(0)).has_value();
        return m_session.failureOf(code, m_path);
    }

    Private &m_session;
    LIBSSH2_SFTP_HANDLE *m_handle;
    QByteArray m_path;
    bool m_broken = false;
};

SftpSession::SftpSession(std::unique_ptr<Private> d) : d(std::move(d)) {}
SftpSession::~SftpSession() = default;

void SftpSession::setCancel(const CancelToken &cancel)
{
    d->connection->setCancel(cancel);
}

Result<QString> SftpSession::hostKeyOf(const SftpServer &server, const CancelToken &cancel)
{
    const auto connection = connectTrusted(server, cancel);
    if (connection)
        return (*connection)->fingerprint();
    if (connection.failure().code == FailureCode::SourceHostKeyUnknown)
        return connection.failure().arguments.value(1);
    return connection.failure();
}

Result<std::unique_ptr<SftpSession>>
SftpSession::open(const SftpServer &server, const std::function<Result<SftpCredentials>()> &credentials, const CancelToken &cancel)
{
    auto connection = connectTrusted(server, cancel);
    if (!connection)
        return connection.failure();
    {
        const auto known = credentials();
        if (!known)
            return known.failure();
        if (auto signedIn = signIn(**connection, *known); !signedIn)
            return signedIn.failure();
    }
    auto d = std::make_unique<Private>();
    d->connection = std::move(*connection);
    LIBSSH2_SESSION *session = d->connection->session();
    const auto init = [&] { return libssh2_sftp_init(session); };
    d->sftp = d->connection->drivePointer<LIBSSH2_SFTP>(init, std::min(server.timeout, soonAnswered));
    if (!d->sftp && d->connection->hasTimedOut()) {
        // The library does not notice that the server has ended the channel.
        const QStringList who{d->connection->serverName(), server.user};
        const Account account = askAccount(*d->connection);
        if (account == Account::PasswordExpired)
            return Failure{FailureCode::SourcePasswordExpired, who, {}, false};
        if (account == Account::Ended)
            return Failure{FailureCode::SourceWithoutSftp, who, {}, true};
        d->sftp = d->connection->drivePointer<LIBSSH2_SFTP>(init);
    }
    if (!d->sftp) {
        const QString words = d->connection->lastErrorText();
        const QString name = d->connection->serverName();
        if (const auto failure = d->connection->failure(d->connection->lastError()))
            return *failure;
        return Failure{FailureCode::SourceFailed, {name}, words, true};
    }
    return std::unique_ptr<SftpSession>(new SftpSession(std::move(d)));
}

Result<void> SftpSession::list(const QByteArray &folder, const std::function<bool(SftpEntry)> &visit)
{
    SshConnection &connection = *d->connection;
    LIBSSH2_SFTP_HANDLE *handle = connection.drivePointer<LIBSSH2_SFTP_HANDLE>(
        [&] { return libssh2_sftp_open_ex(d->sftp, folder.constData(), unsigned(folder.size()), 0, 0, LIBSSH2_SFTP_OPENDIR); });
    if (!handle)
        return d->failureOf(connection.lastError(), folder, true);
    QByteArray name(4096, '\0');
    struct Incomplete {
        QByteArray name;
        bool isLink;
    };
    std::vector<Incomplete> incomplete;
    Result<void> result;
    bool wanted = true;
    while (wanted) {
        LIBSSH2_SFTP_ATTRIBUTES attributes{};
        const auto code = connection.drive(
            [&]() -> qint64 { return libssh2_sftp_readdir_ex(handle, name.data(), size_t(name.size()), nullptr, 0, &attributes); });
        if (!code || *code < 0) {
            result = d->failureOf(code, folder, true);
            if (connection.failure(code.value_or(0)))
                return result;
            break;
        }
        if (*code == 0)
            break;
        const QByteArray entry = name.first(*code);
        if (entry == "." || entry == "..")
            continue;
        if (isComplete(attributes))
            wanted = visit(entryOf(entry, attributes));
        else
            incomplete.push_back(
                {entry, (attributes.flags & LIBSSH2_SFTP_ATTR_PERMISSIONS) && LIBSSH2_SFTP_S_ISLNK(attributes.permissions)});
    }
    connection.drive([&]() -> qint64 { return libssh2_sftp_close_handle(handle); });
    // Links, and servers that leave something out: asked one by one.
    for (size_t i = 0; result && wanted && i < incomplete.size(); ++i) {
        auto found = find(folder + '/' + incomplete[i].name);
        const bool leadsNowhere =
            incomplete[i].isLink && (found ? !found->has_value() : found.failure().code == FailureCode::SourceAccessDenied);
        if (!found && !leadsNowhere)
            return found.failure();
        // A link that leads nowhere is there all the same.
        if (!leadsNowhere && !*found)
            continue;
        SftpEntry entry = leadsNowhere ? SftpEntry() : **found;
        entry.name = incomplete[i].name;
        wanted = visit(std::move(entry));
    }
    return result;
}

Result<std::optional<SftpEntry>> SftpSession::find(const QByteArray &path)
{
    LIBSSH2_SFTP_ATTRIBUTES attributes{};
    const auto code = d->connection->drive(
        [&]() -> qint64 { return libssh2_sftp_stat_ex(d->sftp, path.constData(), unsigned(path.size()), LIBSSH2_SFTP_STAT, &attributes); });
    if (code == 0)
        return std::optional(entryOf(path.sliced(path.lastIndexOf('/') + 1), attributes));
    Failure failure = d->failureOf(code, path);
    if (failure.code == FailureCode::FileNotFound)
        return std::optional<SftpEntry>();
    return failure;
}

Result<void> SftpSession::rename(const QByteArray &from, const QByteArray &to)
{
    const auto code = d->connection->drive([&]() -> qint64 {
        return libssh2_sftp_rename_ex(d->sftp, from.constData(), unsigned(from.size()), to.constData(), unsigned(to.size()), 0);
    });
    return code == 0 ? Result<void>() : Result<void>(d->failureOf(code, from));
}

Result<void> SftpSession::removeFile(const QByteArray &path)
{
    const auto code =
        d->connection->drive([&]() -> qint64 { return libssh2_sftp_unlink_ex(d->sftp, path.constData(), unsigned(path.size())); });
    return code == 0 ? Result<void>() : Result<void>(d->failureOf(code, path));
}

Result<void> SftpSession::makeFolder(const QByteArray &path)
{
    const auto code = d->connection->drive(
        [&]() -> qint64 { return libssh2_sftp_mkdir_ex(d->sftp, path.constData(), unsigned(path.size()), privateFolder); });
    return code == 0 ? Result<void>() : Result<void>(d->failureOf(code, path, true));
}

Result<std::unique_ptr<SftpSession::File>> SftpSession::openFile(const QByteArray &path, qint64 offset)
{
    LIBSSH2_SFTP_HANDLE *handle = d->connection->drivePointer<LIBSSH2_SFTP_HANDLE>(
        [&] { return libssh2_sftp_open_ex(d->sftp, path.constData(), unsigned(path.size()), LIBSSH2_FXF_READ, 0, LIBSSH2_SFTP_OPENFILE); });
    if (!handle)
        return d->failureOf(d->connection->lastError(), path);
    libssh2_sftp_seek64(handle, libssh2_uint64_t(offset));
    return std::unique_ptr<File>(std::make_unique<OpenFile>(*d, handle, path));
}

} // namespace tallybridge
