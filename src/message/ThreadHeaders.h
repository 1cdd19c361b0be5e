#pragma once

#include "core/Item.h"

namespace tallybridge {

/// What makes mail programs show all items of one chat as one conversation. The same for every item of a chat, for
/// ever.
struct ThreadHeaders {
    QString topic;        ///< Thread-Topic
    QByteArray index;     ///< Thread-Index (MS-OXOMSG 2.2.1.3, header block only), base64
    QByteArray reference; ///< Message-ID of the chat's imaginary first mail, without "<>"
};

/// Derived from the thread id, else the group id, else the set of participants, each together with the type's name.
ThreadHeaders threadHeaders(const Item &item, const QString &typeName);

} // namespace tallybridge
