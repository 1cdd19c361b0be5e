#pragma once

#include <QString>

namespace tallybridge {

/// A page that the browser shows when it comes back to this program; plain text.
struct ReturnPage {
    QString title;
    QString text; ///< what to do next
};

/// One for each way it can come back.
struct ReturnPages {
    ReturnPage accepted; ///< the person agreed
    ReturnPage refused;  ///< the person or the service said no
    ReturnPage foreign;  ///< the answer belongs to another request, or was given before
};

} // namespace tallybridge
