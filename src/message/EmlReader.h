#pragma once

#include "core/Item.h"
#include "core/Result.h"

namespace tallybridge {

/// Limits of what one EML may make the reader do.
struct EmlLimits {
    int maxDepth = 30;   ///< nesting of multiparts; attached messages stay bytes and are not taken apart
    int maxParts = 1000; ///< leaves
};

/// Reads one EML of a delivery (header names, subject grammar and bodies as TeleMessage delivers them) into an Item.
/// Stateless; any thread may call it, each call uses its own GMime objects.
/// Any header field makes the bytes a mail, Content-Type alone too; an item that names nobody has no participants.
/// Failures: MessageEmpty; MessageNotMail when not one header field can be read; MessageHeaderTooLarge, MessageTooDeep,
/// MessageTooManyParts, MessageEncrypted. With every failure the caller can still learn the identity from
/// readEmlIdentity().
Result<Item> readEml(const QByteArray &eml, const EmlLimits &limits = {});

/// The identity of an EML that readEml() may refuse: source id and Message-ID as far as its header can be read.
struct EmlIdentity {
    ItemKey key;
    QByteArray emlSha256; ///< 32 raw bytes
    QString sourceId;
    QString messageId;
};
EmlIdentity readEmlIdentity(const QByteArray &eml);

} // namespace tallybridge
