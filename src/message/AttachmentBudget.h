#pragma once

#include <cstddef>
#include <vector>

#include <QtGlobal>

namespace tallybridge {

/// Which files of a mail fit: one over the limit goes; when text and files together are still over it, the largest ones
/// go (of equal ones the later first). sizes: decoded bytes of the files; returns for each whether it stays.
std::vector<bool> filesThatFit(const std::vector<qint64> &sizes, qint64 textSize, qint64 limit);

} // namespace tallybridge
