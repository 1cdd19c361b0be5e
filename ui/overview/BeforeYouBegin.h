#pragma once

#include "engine/CheckResult.h"
#include "engine/ConnectorType.h"

#include <QString>
#include <vector>

namespace tallybridge {

/// One line of a checklist.
struct ChecklistItem {
    CheckResult::Answer answer = CheckResult::Answer::Unknown;
    QString text;   ///< what has to be done, one or two sentences
    QString detail; ///< what the program found out, may be empty
    struct Link {
        QString text;
        QString address;
    };
    std::vector<Link> links;
};

/// What an organisation has to do before the first import, with what checks of a connector of this type say about it (empty: there is no
/// connector yet, so what cannot be known is unknown).
std::vector<ChecklistItem> beforeYouBegin(const ConnectorType &type, const std::vector<CheckResult> &checks);

} // namespace tallybridge
