#pragma once

#include <QString>

namespace tallybridge
{

/// The words of an HTML document, with line breaks where blocks end; scripts, styles and comments are left out. Linear
/// in time, no recursion.
QString wordsOfHtml(const QString &html);

} // namespace tallybridge
