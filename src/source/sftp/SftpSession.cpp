#include "source/sftp/SftpSession.h"

#include "source/sftp/SftpSignIn.h"
#include "source/sftp/SshChannel.h"

#include <algorithm>
#include <vector>

namespace tallybridge {

namespace {

constexpr quint32 privateFolder = 0700;
constexpr qsizetype mostNames = 1'000'000; // of one folder
// A server that has let somebody in answers a command at once.
constexpr std::chrono::seconds soonAnswered{3};
// One connection for each family, when the accepted key is none of the first choice.
constexpr const char *hostKeyFamilies[] = {"ssh-ed25519", "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521",
                                           "rsa-sha2-512,rsa-sha2-256"};

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
    const auto channel = SshChannel::open(connection, std::min(connection.server().timeout, soonAnswered));
    if (!channel || !(*channel)->execute("exit"))
        return Account::Fine;
    QByteArray words;
    char buffer[4096];
    bool ended = false;
    while (words.size() < qsizetype(sizeof buffer)) {
        const auto got = (*channel)->readErrors(buffer, sizeof buffer);
        ended = got && *got == 0;
        if (!got || ended)
            break;
        words.append(buffer, qsizetype(*got));
    }
    if (words.toLower().contains("password has expired"))
        return Account::PasswordExpired;
    return ended ? Account::Ended : Account::Fine;
}

} // namespace

struct SftpSession::Private {
    std::unique_ptr<SshConnection> connection;
    std::unique_ptr<SshChannel> channel;
    std::unique_ptr<SftpProtocol> protocol;

    /// The failure behind an answer that is no success, or was none at all.
    Failure failureOf(const Result<SftpProtocol::Answer> &answer, const QByteArray &path, bool forFolder = false) const
    {
        if (!answer)
            return answer.failure();
        const auto status = answer->status();
        if (status == sftp::NoConnection || status == sftp::ConnectionLost)
            return channel->lost(QStringLiteral("SFTP status %1").arg(*status));
        return status && status != sftp::Ok ? sftpFailure(*status, path, forFolder) : protocol->breach();
    }
    /// For requests that are answered by a status only.
    Result<void> done(const Result<SftpProtocol::Answer> &answer, const QByteArray &path, bool forFolder = false) const
    {
        return answer && answer->status() == sftp::Ok ? Result<void>() : Result<void>(failureOf(answer, path, forFolder));
    }
    /// For those that open something.
    Result<QByteArray> handle(const Result<SftpProtocol::Answer> &answer, const QByteArray &path, bool forFolder = false) const
    {
        if (!answer || answer->type != sftp::Handle)
            return failureOf(answer, path, forFolder);
        SftpFieldReader reader(answer->body);
        const QByteArray handle = reader.string().toByteArray();
        return reader.ok() ? Result<QByteArray>(handle) : Result<QByteArray>(protocol->breach());
    }
};

SftpSession::SftpSession(std::unique_ptr<Private> d) : d(std::move(d)) {}
SftpSession::~SftpSession() = default;

bool SftpSession::isUsable() const
{
    return d->connection->isOpen() && !d->protocol->hasFailed();
}

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
    auto channel = SshChannel::open(*d->connection, server.timeout);
    if (!channel)
        return channel.failure();
    d->channel = std::move(*channel);
    Result<void> begun = d->channel->startSubsystem("sftp");
    if (begun) {
        d->protocol = std::make_unique<SftpProtocol>(*d->channel);
        begun = d->protocol->begin();
    }
    if (begun)
        return std::unique_ptr<SftpSession>(new SftpSession(std::move(d)));
    // The connection stays when a server ends only the channel.
    const FailureCode code = begun.failure().code;
    if ((code != FailureCode::SourceConnectionLost && code != FailureCode::SourceFailed) || !d->connection->isOpen())
        return begun.failure();
    const QStringList who{d->connection->serverName(), server.user};
    const Account account = askAccount(*d->connection);
    if (account == Account::PasswordExpired)
        return Failure{FailureCode::SourcePasswordExpired, who, {}, false};
    if (account == Account::Ended)
        return Failure{FailureCode::SourceWithoutSftp, who, {}, true};
    return begun.failure();
}

Result<void> SftpSession::list(const QByteArray &folder, const std::function<bool(SftpEntry)> &visit)
{
    const auto handle = d->handle(d->protocol->ask(sftp::OpenDir, SftpFields().string(folder)), folder, true);
    if (!handle)
        return handle.failure();
    struct Incomplete {
        QByteArray name;
        bool isLink;
    };
    std::vector<Incomplete> incomplete;
    qsizetype names = 0;
    Result<void> result;
    bool wanted = true;
    while (wanted) {
        const auto answer = d->protocol->ask(sftp::ReadDir, SftpFields().string(*handle));
        if (answer && answer->status() == sftp::EndOfFile)
            break;
        if (!answer || answer->type != sftp::Name) {
            result = d->failureOf(answer, folder, true);
            break;
        }
        SftpFieldReader reader(answer->body);
        quint32 left = reader.number();
        // The end has a status of its own.
        if (left == 0)
            return d->protocol->breach();
        for (; wanted && left > 0; --left) {
            const QByteArray name = reader.string().toByteArray();
            reader.string(); // the line of a directory listing
            SftpAttributes attributes = reader.attributes();
            if (!reader.ok())
                return d->protocol->breach();
            if (++names > mostNames) {
                result = Failure{FailureCode::SourceFailed, {QString::fromUtf8(folder)}, QStringLiteral("too many entries"), false};
                wanted = false;
                break;
            }
            if (name == "." || name == "..")
                continue;
            attributes.entry.name = name;
            if (attributes.complete)
                wanted = visit(std::move(attributes.entry));
            else
                incomplete.push_back({name, attributes.isLink});
        }
    }
    d->protocol->forget(d->protocol->add(sftp::Close, SftpFields().string(*handle)));
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
    const auto answer = d->protocol->ask(sftp::Stat, SftpFields().string(path));
    if (answer && answer->type == sftp::Attributes) {
        SftpFieldReader reader(answer->body);
        SftpEntry entry = reader.attributes().entry;
        if (!reader.ok())
            return d->protocol->breach();
        entry.name = path.sliced(path.lastIndexOf('/') + 1);
        return std::optional(std::move(entry));
    }
    Failure failure = d->failureOf(answer, path);
    if (failure.code == FailureCode::FileNotFound)
        return std::optional<SftpEntry>();
    return failure;
}

Result<void> SftpSession::rename(const QByteArray &from, const QByteArray &to)
{
    return d->done(d->protocol->ask(sftp::Rename, SftpFields().string(from).string(to)), from);
}

Result<void> SftpSession::removeFile(const QByteArray &path)
{
    return d->done(d->protocol->ask(sftp::Remove, SftpFields().string(path)), path);
}

Result<void> SftpSession::makeFolder(const QByteArray &path)
{
    constexpr quint32 onlyPermissions = 4;
    return d->done(d->protocol->ask(sftp::MakeDir, SftpFields().string(path).number(onlyPermissions).number(privateFolder)), path, true);
}

Result<std::unique_ptr<SftpFile>> SftpSession::openFile(const QByteArray &path, qint64 offset)
{
    constexpr quint32 noAttributes = 0;
    auto handle =
        d->handle(d->protocol->ask(sftp::Open, SftpFields().string(path).number(sftp::openForReading).number(noAttributes)), path);
    if (!handle)
        return handle.failure();
    return std::make_unique<SftpFile>(*d->protocol, std::move(*handle), path, offset);
}

} // namespace tallybridge
