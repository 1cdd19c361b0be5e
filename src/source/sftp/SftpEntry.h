#pragma once

#include <QByteArray>
#include <QDateTime>

namespace tallybridge {

/// A file or folder at the server.
struct SftpEntry {
    QByteArray name; ///< as the server gave it, without its folder; any bytes
    bool isFile = false;
    bool isFolder = false;
    qint64 size = 0;
    QDateTime modified; ///< UTC, whole seconds; invalid when the server does not say
};

} // namespace tallybridge
