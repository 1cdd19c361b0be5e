#pragma once

#include <QStringView>

#include <algorithm>

namespace tallybridge {

/// True when a text can be shown in one line as it is: no control, format or line-breaking character. Halves of surrogate pairs pass.
inline bool isPlainText(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint() || c.isSurrogate(); });
}

} // namespace tallybridge
