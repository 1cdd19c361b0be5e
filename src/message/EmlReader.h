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
/// Failures: MessageEmpty, MessageNotMail, MessageTooDeep, MessageTooManyParts, MessageEncrypted. With every failure
/// the caller can still learn the identity from readItemKey().
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
