#include "message/AttachmentBudget.h"

#include <algorithm>
#include <numeric>

namespace tallybridge {

std::vector<bool> filesThatFit(const std::vector<qint64> &sizes, qint64 textSize, qint64 limit)
{
    std::vector<bool> stays(sizes.size(), true);
    std::vector<size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a > b; });
    qint64 total = std::accumulate(sizes.begin(), sizes.end(), textSize);
    for (const size_t file : order) {
        if (sizes[file] <= limit && total <= limit)
            break;
        stays[file] = false;
        total -= sizes[file];
    }
    return stays;
}

} // namespace tallybridge
