#pragma once

#include <QByteArray>
#include <QStringList>
#include <optional>

namespace tallybridge {

/// The `.mf` file of a delivery. Documented are a line "Count:" and the list of EML names; the rest of the grammar is
/// ours: every other line that ends in ".eml" (or whose last field does) lists a name, any other line is a note. Lines
/// end with LF, CR or CRLF; the bytes are UTF-8 or, with a byte order mark, UTF-16; a line that is not valid UTF-8 is
/// read as ISO 8859-1.
struct Manifest {
    static constexpr qsizetype maxNames = 1'000'000; ///< lines that list a name are kept up to this number
    static constexpr qsizetype maxNotes = 100;

    std::optional<qint64> count; ///< value of "Count:"; nothing when there is none or when two disagree

    /// The lines that list an EML, in their order, each once, without quotes and blanks around them. Columns in front
    /// of the name are still there: whether "7 b.eml" is a name with a blank or a column and a name shows only in the
    /// ZIP, see readings().
    QStringList names;
    qint64 omittedNames = 0; ///< lines beyond maxNames

    QStringList notes; ///< lines that were not understood (at most maxNotes, each cut at 200 characters)

    static Manifest parse(const QByteArray &bytes);

    /// The names that a line of `names` may stand for: the whole line first, then without its first field, without its
    /// first two fields … (at most 16 fields in all; fields end at blanks, tabs, commas, semicolons and bars), always
    /// at last its last field.
    static QStringList readings(const QString &line);
};

} // namespace tallybridge
