#pragma once

#include <QString>

namespace tallybridge {

/// "host:port", as messages name a server; an IPv6 address stands in brackets.
inline QString serverName(const QString &host, quint16 port)
{
    const QString shown = host.contains(QLatin1Char(':')) ? QString(QLatin1Char('[') + host + QLatin1Char(']')) : host;
    return shown + QLatin1Char(':') + QString::number(port);
}

} // namespace tallybridge
