#pragma once

#include <QDate>
#include <QString>
#include <optional>

namespace tallybridge {

/// What the file name of a delivery says: YYYYMMDD0000-TeleMessage_<file#>_<TimeZipped>.zip.
struct DeliveryName {
    QString name;
    QDate date;            ///< date the file was created
    qint64 fileNumber = 0; ///< <file#>
    QString timeZipped;    ///< as written

    /// Nothing when the name is not of that form (case does not matter; a name with a path in it never is).
    static std::optional<DeliveryName> parse(const QString &name);
    /// True when the name is of that form, but names a day that does not exist: a delivery whose place nobody can tell.
    static bool isMisdated(const QString &name);

    /// Oldest first: by date, then file number, then time, then name.
    bool operator<(const DeliveryName &other) const;
};

} // namespace tallybridge
