#pragma once

#include <QString>
#include <QStringView>

namespace tallybridge {

/// What a CSV cell says once the marks are gone with which spreadsheets keep text as text.
struct SpreadsheetCell {
    QString text;         ///< trimmed, without a leading apostrophe, and what stands between the quotes of ="…"
    bool formula = false; ///< a spreadsheet would calculate it: begins with "=", "@", a TAB, "-…", or "+" before
                          ///< anything but a number

    static SpreadsheetCell read(QStringView raw);
};

} // namespace tallybridge
