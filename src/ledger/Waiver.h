#pragma once

#include <QDateTime>
#include <QString>

namespace tallybridge {

/// Who settled a copy by hand, when and why.
struct Waiver {
    QDateTime at;    ///< UTC
    QString account; ///< of the operating system
    QString because;

    bool operator==(const Waiver &) const = default;
};

} // namespace tallybridge
