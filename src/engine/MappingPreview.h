#pragma once

#include "mapping/MappingFile.h"

#include <optional>
#include <vector>

namespace tallybridge {

/// A mapping file as a table for people: its rows and everything that is wrong with them, by line.
struct MappingPreview {
    /// A line that is used, a problem of a line, or both. A line with several problems has several rows; only the first has the entry.
    struct Row {
        int line = 0;
        std::optional<MappingEntry> entry; ///< nothing: the line is not used, or its entry stands in a row before
        std::optional<MappingProblem> problem;
    };

    std::vector<Row> rows;
    qint64 used = 0;    ///< lines that map a number
    qint64 notUsed = 0; ///< lines with a problem that keeps them from it
    qint64 remarks = 0; ///< problems of lines that are used all the same
    QString encoding;

    static MappingPreview of(const MappingFile &file);
};

} // namespace tallybridge
