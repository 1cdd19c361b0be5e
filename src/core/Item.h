#pragma once

#include "core/Attachment.h"
#include "core/ItemKey.h"
#include "core/ItemKind.h"
#include "core/Participant.h"

#include <QDateTime>
#include <optional>
#include <utility>
#include <vector>

namespace tallybridge {

/// What an item says about an earlier item that was deleted or edited.
struct Revision {
    enum class Scope { Unsaid, ForMe, ForAll };
    enum class ReadState { Unsaid, Read, Unread, Unknown };

    Scope scope = Scope::Unsaid;
    ReadState readState = ReadState::Unsaid;
    QString aboutId; ///< source id of the item it is about; empty when the item does not say

    bool operator==(const Revision &) const = default;
};

/// One archived event, read from one EML.
struct Item {
    ItemKey key;
    QByteArray emlSha256; ///< 32 raw bytes
    QString sourceId;     ///< X-TELEMESSAGE-ArchiveMessageID; empty when there is none
    QString messageId;    ///< Message-ID of the EML without "<>"; empty when there is none

    ItemKind kind = ItemKind::Other;
    std::optional<Revision> revision; ///< for kinds Deleted and Edited

    std::vector<Participant> participants; ///< From, then To, then Cc, in the order of the EML
    QString subject;
    QDateTime time;  ///< UTC; invalid when the EML has no usable date
    QString rawDate; ///< the Date header as delivered

    QString threadId;      ///< X-TELEMESSAGE-THREAD_ID
    QString threadName;    ///< X-TELEMESSAGE-ThreadName
    QString groupId;       ///< X-TELEMESSAGE-GroupID
    QString groupName;     ///< X-TELEMESSAGE-GROUP_NAME, else the group named in the subject
    QString network;       ///< X-TELEMESSAGE-Network
    QString messageType;   ///< X-TELEMESSAGE-MessageType
    QString archiveSource; ///< X-TELEMESSAGE-ArchiveSource
    QString owner;         ///< X-TELEMESSAGE-ArchiveInitiator, as delivered

    QString text;                        ///< first text/plain body; for HTML-only items the words of the HTML
    QString html;                        ///< first text/html body; empty when there is none
    std::vector<Attachment> attachments; ///< every other leaf and every attached message, in order

    /// All X-TELEMESSAGE-* headers with name as written and value decoded, in order.
    std::vector<std::pair<QString, QString>> sourceHeaders;
    bool journalWrapped = false; ///< only the inner message counted
};

} // namespace tallybridge
