#pragma once

#include "core/Result.h"
#include "mapping/MappingTable.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <span>
#include <vector>

namespace tallybridge {

/// What can be wrong with a line of a mapping file.
enum class MappingProblemKind {
    NumberMissing,       ///< []
    NumberUnreadable,    ///< [text]
    NumberScientific,    ///< [text] a spreadsheet has thrown digits away
    NumberNeedsRegion,   ///< [text] no country code and no default region
    NumberDoubtful,      ///< [text] used, but no numbering plan knows it
    MailboxMissing,      ///< []
    MailboxUnreadable,   ///< [text]
    MailboxUnderInvalid, ///< [text]
    DateUnreadable,      ///< [text] not an ISO date
    DatesReversed,       ///< [from, until]
    Duplicate,           ///< [first line] same number, mailbox and days; the first row stands for both
    Conflict,            ///< [first line] same number on the same days, another mailbox
    TooFewColumns,       ///< []
    QuoteNotClosed,      ///< []
    Formula,             ///< [text] a cell that a spreadsheet would run as a formula
    DayWithoutColumn,    ///< [text] in a column that looks like one of days and is none that is known
    ColumnNotRead,       ///< [header] a column that means nothing here
};

struct MappingProblem {
    int line = 0; ///< where the row begins, from 1
    MappingProblemKind kind = MappingProblemKind::NumberMissing;
    QStringList arguments;
    bool rowUsed = false; ///< true: a remark, the row counts all the same

    bool operator==(const MappingProblem &) const = default;
};

/// The stable machine name of a kind, e.g. "number-needs-region"; used in JSON.
QLatin1String mappingProblemName(MappingProblemKind kind);

/// All kinds, in the order of the enum.
std::span<const MappingProblemKind> allMappingProblemKinds();

/// A mapping CSV as read: columns `External User ID` and `Microsoft 365 User Mailbox` (or obvious synonyms, in any order), optional
/// `Valid From` and `Valid Until`; without a header the cells tell which column is which. RFC 4180 with `,` `;` or TAB, `sep=`, quoted line
/// breaks, any line end; UTF-8, UTF-16 or the Windows ANSI code page 1252, with or without BOM.
struct MappingFile {
    MappingTable table;
    std::vector<MappingProblem> problems; ///< all of them, by line
    int rows = 0;                         ///< data rows, empty lines not counted
    bool hasHeader = false;
    QString encoding; ///< "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"

    /// Failures: FileNotFound, MappingFileUnreadable, MappingFileTooLarge, MappingFileWithoutColumns, RegionUnknown.
    static Result<MappingFile> read(const QString &path, const QString &defaultRegion);
    /// The same for bytes; name is for messages.
    static Result<MappingFile> parse(const QByteArray &bytes, const QString &name, const QString &defaultRegion);
    /// A file with the header and two example lines, for `mapping template`.
    static QByteArray exampleBytes();
};

} // namespace tallybridge
