#pragma once

#include "core/Item.h"

#include <QString>
#include <optional>

namespace tallybridge {

/// What a subject such as "DELETED For All – READ WhatsApp message from 16174354634 to Sales Group" says.
struct SubjectFacts {
    enum class Prefix { None, Deleted, Edited };

    Prefix prefix = Prefix::None;
    Revision::Scope scope = Revision::Scope::Unsaid;
    Revision::ReadState readState = Revision::ReadState::Unsaid;
    QString what;     ///< the words before "from": "WhatsApp message", "WhatsApp call"; empty when the subject is no such
                      ///< sentence
    QString sender;   ///< number or name behind "from"
    QString receiver; ///< number, name or group behind "to"
    QString group;    ///< receiver when it names a group, a broadcast or a channel, without "chat group "; empty otherwise

    bool isSentence() const { return !what.isEmpty(); }
};

/// Reads a subject; case, the number of blanks and the kind of dash (also a garbled one) do not matter. Linear in its
/// length.
SubjectFacts readSubject(const QString &subject);

} // namespace tallybridge
