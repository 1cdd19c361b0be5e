#pragma once

#include <QMap>
#include <QString>

namespace tallybridge {

/// What a sign-in page sent back with the browser: the fields of the query, decoded. Nothing in it is to be believed yet.
struct RedirectAnswer {
    QMap<QString, QString> fields;

    /// Empty when there is none.
    QString value(QLatin1String name) const { return fields.value(name); }
    /// Whether the page says that something was refused or went wrong.
    bool isRefusal() const { return !value(QLatin1String("error")).isEmpty(); }
};

} // namespace tallybridge
