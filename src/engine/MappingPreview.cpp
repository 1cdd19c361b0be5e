#include "engine/MappingPreview.h"

#include <algorithm>

namespace tallybridge {

MappingPreview MappingPreview::of(const MappingFile &file)
{
    MappingPreview preview;
    preview.encoding = file.encoding;
    const std::vector<MappingEntry> &entries = file.table.entries();
    std::vector<MappingProblem> problems = file.problems;
    std::stable_sort(problems.begin(), problems.end(), [](const auto &a, const auto &b) { return a.line < b.line; });
    preview.used = qint64(entries.size());
    preview.rows.reserve(std::max(entries.size(), problems.size()));

    auto entry = entries.begin();
    auto problem = problems.begin();
    while (entry != entries.end() || problem != problems.end()) {
        const bool entryFirst = entry != entries.end() && (problem == problems.end() || entry->line <= problem->line);
        Row row;
        row.line = entryFirst ? entry->line : problem->line;
        if (entryFirst)
            row.entry = *entry++;
        bool used = row.entry.has_value();
        const int line = row.line;
        bool any = false;
        for (; problem != problems.end() && problem->line == line; ++problem) {
            row.problem = *problem;
            preview.rows.push_back(std::exchange(row, Row{line, std::nullopt, std::nullopt}));
            used = used || problem->rowUsed;
            preview.remarks += problem->rowUsed ? 1 : 0;
            any = true;
        }
        if (!any)
            preview.rows.push_back(std::move(row));
        if (!used)
            ++preview.notUsed;
    }
    return preview;
}

} // namespace tallybridge
