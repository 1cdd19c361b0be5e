#pragma once

#include "core/Result.h"

#include <QStringList>
#include <QUrl>

namespace tallybridge {

/// Where a Microsoft cloud is reached.
struct Cloud {
    QString name;            ///< "global", "gcc-high", "dod", "china", or the path of the file that describes it
    QUrl login;              ///< of the sign-in, without a path of its own
    QUrl graph;              ///< of Microsoft Graph, without "/v1.0"
    QStringList uploadHosts; ///< hosts that upload sessions may name; ".x" stands for every host below x

    /// The scope of tokens for Graph, "<graph>/.default".
    QString graphScope() const;
    /// A page of the sign-in for a tenant (its id or domain), e.g. "oauth2/v2.0/authorize".
    QUrl loginUrl(const QString &tenant, QLatin1String page) const;
    /// Where tokens of a tenant come from.
    QUrl tokenUrl(const QString &tenant) const;
    /// Whether bytes of an upload session may go to this URL: the right host, and not in clear where Graph is not.
    bool mayUploadTo(const QUrl &url) const;
};

/// The clouds by name, or one described by a JSON file: {"login": URL, "graph": URL}. Its URLs are https://; http:// only to a loopback
/// address and with insecureLoopback. Empty: global. Failures: CloudUnknown, FileNotFound, FileNotReadable, CloudFileInvalid.
Result<Cloud> readCloud(const QString &text, bool insecureLoopback);

/// Whether the host is this computer.
bool isLoopback(const QString &host);

} // namespace tallybridge
