#pragma once

#include "message/EmlReader.h"
#include "message/MessageComposer.h"

/// What several tests of message/ start from.
namespace tallybridge::samples {

/// The EML with CRLF line ends; written with LF in the tests.
inline QByteArray eml(QByteArray lines)
{
    return lines.replace("\r\n", "\n").replace("\n", "\r\n");
}

/// A one-to-one chat message as the source delivers it.
inline QByteArray chat()
{
    return eml("From: Ann Lee 447911123456 <ann@contoso.com>\n"
               "To: Bob Ray 12124325249 <bob@fabrikam.com>\n"
               "Subject: WhatsApp Message From 447911123456 to 12124325249\n"
               "Date: Sun, 22 Nov 2026 15:05:00 +0000\n"
               "Message-ID: <m1@source.example>\n"
               "X-TELEMESSAGE-ArchiveMessageID: A-1\n"
               "X-TELEMESSAGE-THREAD_ID: T-1\n"
               "X-TELEMESSAGE-ArchiveInitiator: 447911123456\n"
               "X-TELEMESSAGE-ArchiveSource: WhatsApp Phone\n"
               "X-TELEMESSAGE-Status: delivered\n"
               "MIME-Version: 1.0\n"
               "Content-Type: text/plain; charset=utf-8\n"
               "\n"
               "Lunch at noon?");
}

/// The header fields every sample needs, without the blank line.
inline QByteArray head(const QByteArray &more = {})
{
    return "From: Ann 447911123456 <ann@contoso.com>\nTo: Bob 12124325249 <bob@fabrikam.com>\nSubject: s\nDate: Sun, "
           "22 Nov 2026 15:05:00 "
           "+0000\nX-TELEMESSAGE-ArchiveMessageID: A-1\n" +
           more;
}

inline Item item(const QByteArray &bytes)
{
    auto read = readEml(bytes);
    return read ? *read : Item();
}

inline ComposeOptions options()
{
    ComposeOptions options;
    options.typeName = QStringLiteral("WhatsApp");
    options.deliveryName = QStringLiteral("202611220000-TeleMessage_1_20261122150000.zip");
    options.deliveryTime = QDateTime(QDate(2026, 11, 22), QTime(18, 0), Qt::UTC);
    options.now = QDateTime(QDate(2026, 11, 23), QTime(6, 0), Qt::UTC);
    return options;
}

} // namespace tallybridge::samples
