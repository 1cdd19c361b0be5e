#pragma once

#include <QByteArray>
#include <QString>

namespace tallybridge {

/// CR LF becomes LF; a CR by itself stays. One pass, where Qt's replace() moves the rest of the text again and again.
QString withLineFeeds(QString text);
QByteArray withLineFeeds(QByteArray text);

/// Each LF becomes CR LF, as mails have it (RFC 5322 2.3).
QByteArray withCrLf(QByteArrayView text);

} // namespace tallybridge
