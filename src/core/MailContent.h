#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace tallybridge {

/// A person or number in a mail's From, To or Cc.
struct MailContact {
    QString name;
    QByteArray address; ///< ASCII

    bool operator==(const MailContact &) const = default;
};

/// A file of a mail. Its bytes are not held a second time: they stand in base64, with line ends, in the mail.
struct MailFilePart {
    QString name;
    QByteArray type;           ///< "image/jpeg"
    QByteArray contentId;      ///< without "<>"; empty when there is none
    qint64 size = 0;           ///< decoded bytes
    qsizetype encodedAt = 0;   ///< where the base64 begins in ComposedMessage::bytes
    qsizetype encodedSize = 0; ///< with its line ends

    bool operator==(const MailFilePart &) const = default;
};

/// What a mail holds, in parts.
struct MailContent {
    QString subject;
    std::vector<MailContact> from; ///< at least one
    std::vector<MailContact> to;
    std::vector<MailContact> cc;
    QByteArray html; ///< UTF-8; the plain text says the same
    std::vector<MailFilePart> files;
    QString threadTopic;
    QByteArray threadIndex;   ///< base64
    QByteArray references;    ///< with "<>"
    QByteArray inReplyTo;     ///< without "<>"; empty when there is none
    QString sourceId;         ///< X-TELEMESSAGE-ArchiveMessageID; empty when there is none
    QByteArray emlSha256;     ///< of the item's EML, 32 raw bytes
    QString kind;             ///< machine name of the item's kind
    qsizetype headerSize = 0; ///< the mail's header fields are its first bytes, ASCII

    bool operator==(const MailContent &) const = default;
};

} // namespace tallybridge
