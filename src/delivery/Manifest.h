#pragma once

#include <QByteArray>
#include <QStringList>
#include <optional>

namespace tallybridge {

/// The `.mf` file of a delivery. Documented are a line "Count:" and the list of EML names; the rest of the grammar is ours:
/// every other line that ends in ".eml" (or whose last field does) lists a name, any other line is a note.
struct Manifest {
    std::optional<qint64> count; ///< value of "Count:"; nothing when there is none or when two disagree
    QStringList names;           ///< EML names in the order listed, each once
    QStringList notes;           ///< lines that were not understood (at most 100 kept)

    static Manifest parse(const QByteArray &bytes);
};

} // namespace tallybridge
