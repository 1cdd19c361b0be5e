#include "core/SftpUrl.h"

#include "core/ServerName.h"

#include <algorithm>

namespace tallybridge {

namespace {

constexpr QLatin1String prefix("sftp://");
constexpr qsizetype longestHost = 253;
constexpr quint16 defaultPort = 22;

bool isHostCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u".-_:%").contains(c);
}

} // namespace

std::optional<SftpUrl> SftpUrl::parse(const QString &text)
{
    if (!text.startsWith(prefix, Qt::CaseInsensitive) ||
        std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; })) {
        return std::nullopt;
    }
    const QString rest = text.mid(prefix.size());
    // A user name may hold an "@" or a "\", but no "/".
    const qsizetype slash = rest.indexOf(QLatin1Char('/'));
    const QString authority = slash < 0 ? rest : rest.first(slash);
    const qsizetype at = authority.lastIndexOf(QLatin1Char('@'));
    SftpUrl url;
    url.user = authority.left(std::max<qsizetype>(at, 0));
    if (url.user.isEmpty() || url.user.contains(QLatin1Char(':')))
        return std::nullopt;
    QString host = authority.mid(at + 1);
    QString port;
    const bool bracketed = host.startsWith(QLatin1Char('['));
    if (bracketed) {
        const qsizetype end = host.indexOf(QLatin1Char(']'));
        if (end < 0 || (end + 1 < host.size() && host[end + 1] != QLatin1Char(':')))
            return std::nullopt;
        port = host.mid(end + 2);
        if (end + 1 < host.size() && port.isEmpty())
            return std::nullopt;
        host = host.mid(1, end - 1);
    } else if (const qsizetype colon = host.indexOf(QLatin1Char(':')); colon >= 0) {
        port = host.mid(colon + 1);
        host.truncate(colon);
        if (port.isEmpty())
            return std::nullopt;
    }
    if (host.isEmpty() || host.size() > longestHost || !std::all_of(host.begin(), host.end(), isHostCharacter))
        return std::nullopt;
    url.host = host.toLower();
    if (!port.isEmpty()) {
        bool isNumber = false;
        const int number = port.toInt(&isNumber);
        if (!isNumber || number < 1 || number > 65535)
            return std::nullopt;
        url.port = quint16(number);
    }
    url.folder = slash < 0 ? QString() : rest.mid(slash + 1);
    while (url.folder.size() > 1 && url.folder.endsWith(QLatin1Char('/')))
        url.folder.chop(1);
    if (url.folder.isEmpty())
        url.folder = QStringLiteral(".");
    return url;
}

QString SftpUrl::text() const
{
    QString server = serverName(host, port);
    if (port == defaultPort)
        server.chop(3);
    const QString path = folder == QLatin1String(".") ? QString() : folder;
    return prefix + user + QLatin1Char('@') + server + QLatin1Char('/') + path;
}

} // namespace tallybridge
