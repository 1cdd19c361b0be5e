#include "source/sftp/SftpProxy.h"

#include "core/ServerName.h"

#include "core/SftpUrl.h"
#include "source/sftp/TcpSocket.h"

namespace tallybridge {

namespace {

struct Scheme {
    QLatin1String prefix;
    SftpProxy::Kind kind;
    quint16 port;
};

constexpr Scheme schemes[] = {
    {QLatin1String("socks5://"), SftpProxy::Kind::Socks5, 1080},
    {QLatin1String("http://"), SftpProxy::Kind::HttpConnect, 8080},
};

constexpr quint16 sshPort = 22;

} // namespace

std::optional<SftpProxy> SftpProxy::parse(const QString &text)
{
    for (const Scheme &scheme : schemes) {
        if (!text.startsWith(scheme.prefix, Qt::CaseInsensitive))
            continue;
        QString rest = text.mid(scheme.prefix.size());
        if (rest.endsWith(QLatin1Char('/')))
            rest.chop(1);
        const bool named = rest.contains(QLatin1Char('@'));
        // A host, a port and a user have the form they have in the address of a server.
        const auto url = SftpUrl::parse(QLatin1String("sftp://") + (named ? rest : QString(QLatin1String("nobody@") + rest)));
        if (!url || rest.contains(QLatin1Char('/')))
            return std::nullopt;
        const bool hasPort = rest.endsWith(QLatin1Char(':') + QString::number(url->port));
        return SftpProxy{scheme.kind, named ? url->user : QString(), url->host, url->port == sshPort && !hasPort ? scheme.port : url->port};
    }
    return std::nullopt;
}

QString SftpProxy::text() const
{
    const Scheme &scheme = schemes[kind == Kind::Socks5 ? 0 : 1];
    return scheme.prefix + (user.isEmpty() ? QString() : QString(user + QLatin1Char('@'))) + serverName(host, port);
}

} // namespace tallybridge
