#pragma once

#include <QString>

namespace tallybridge {

/// The words of an HTML document, with line breaks where blocks end; scripts, styles and comments are left out. Linear
/// in time, no recursion.
QString wordsOfHtml(const QString &html);

/// True when the document holds nothing but words and plain layout: no attribute, picture, link, table, style or
/// comment.
bool isPlainHtml(const QString &html);

} // namespace tallybridge
