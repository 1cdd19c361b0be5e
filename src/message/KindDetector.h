#pragma once

#include "core/Item.h"
#include "message/SubjectGrammar.h"

namespace tallybridge {

/// What the kind of an item is told from.
struct KindEvidence {
    QString messageType; ///< X-TELEMESSAGE-MessageType; its values are not published
    const SubjectFacts &subject;
    std::vector<QByteArray> fileTypes; ///< MIME types of the files it carries
    bool hasText = false;
    bool isSourced = false; ///< some X-TELEMESSAGE-* field is there
    bool isGroup = false;
};

/// The kind: what a deleted or edited subject says, else what MessageType says, else what the files are, else what the
/// subject says, else chat when there is text of the source, else Other.
ItemKind detectKind(const KindEvidence &evidence);

} // namespace tallybridge
