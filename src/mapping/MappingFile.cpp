#include "mapping/MappingFile.h"

#include "mapping/MappingLayout.h"
#include "mapping/MappingRowReader.h"
#include "mapping/TextDecoder.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <algorithm>

namespace tallybridge {

namespace {

constexpr qint64 largestFile = 64 * 1024 * 1024;
// A file with more problems than this is no mapping, and the list of them would only fill the memory.
constexpr size_t mostProblems = 1'000'000;
// Nobody gives a number away so often; the bound keeps a hostile file from taking quadratic time. Lookups see all
// entries.
constexpr size_t mostComparisons = 256;

Failure tooLarge(const QString &name)
{
    return {FailureCode::MappingFileTooLarge, {name, QString::number(largestFile)}, {}, false};
}

bool daysOverlap(const MappingEntry &a, const MappingEntry &b)
{
    const auto endsBefore = [](const MappingEntry &first, const MappingEntry &second) {
        return first.validUntil.isValid() && second.validFrom.isValid() && first.validUntil < second.validFrom;
    };
    return !endsBefore(a, b) && !endsBefore(b, a);
}

/// Tells about each entry whether one before it says the same or the contrary.
class EarlierEntries
{
public:
    std::optional<MappingProblem> compare(const MappingEntry &entry, const std::vector<MappingEntry> &entries)
    {
        std::vector<size_t> &indexes = m_byNumber[entry.number.digits()];
        const MappingEntry *contrary = nullptr;
        for (const size_t index : indexes) {
            const MappingEntry &earlier = entries[index];
            if (earlier.mailbox == entry.mailbox && earlier.validFrom == entry.validFrom && earlier.validUntil == entry.validUntil)
                return problem(MappingProblemKind::Duplicate, entry, earlier);
            if (!contrary && earlier.mailbox != entry.mailbox && daysOverlap(earlier, entry))
                contrary = &earlier;
        }
        if (indexes.size() < mostComparisons)
            indexes.push_back(entries.size());
        if (!contrary)
            return std::nullopt;
        return problem(MappingProblemKind::Conflict, entry, *contrary);
    }

private:
    static MappingProblem problem(MappingProblemKind kind, const MappingEntry &entry, const MappingEntry &earlier)
    {
        return {entry.line, kind, {QString::number(earlier.line)}, true};
    }

    QHash<QString, std::vector<size_t>> m_byNumber;
};

} // namespace

Result<MappingFile> MappingFile::read(const QString &path, const QString &defaultRegion)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Failure{FailureCode::FileNotFound, {path}, {}, false};
    QFile file(path);
    // A pipe or a device might never end.
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return Failure{FailureCode::MappingFileUnreadable, {path}, file.errorString(), false};
    const QByteArray bytes = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return Failure{FailureCode::MappingFileUnreadable, {path}, file.errorString(), false};
    return parse(bytes, path, defaultRegion);
}

Result<MappingFile> MappingFile::parse(const QByteArray &bytes, const QString &name, const QString &defaultRegion)
{
    if (!defaultRegion.isEmpty() && !PhoneNumberParser::isRegion(defaultRegion))
        return Failure{FailureCode::RegionUnknown, {defaultRegion}, {}, false};
    if (bytes.size() > largestFile)
        return tooLarge(name);

    const DecodedText decoded = decodeText(bytes);
    const PhoneNumberParser parser(defaultRegion);
    const auto layout = findMappingLayout(decoded.text, parser);
    if (!layout)
        return Failure{FailureCode::MappingFileWithoutColumns, {name}, {}, false};

    MappingFile file;
    file.encoding = decoded.encoding;
    file.hasHeader = layout->headerLine > 0;
    EarlierEntries earlierEntries;
    CsvReader csv(QStringView(decoded.text).sliced(layout->begin), layout->delimiter, layout->firstLine);
    CsvRow csvRow;
    std::optional<MappingRowReader> rowReader;
    while (csv.next(&csvRow)) {
        if (csvRow.isBlank())
            continue;
        const bool isHeader = csvRow.line == layout->headerLine;
        if (!rowReader)
            rowReader.emplace(layout->columns, parser, isHeader ? csvRow.cells : QStringList());
        if (isHeader) {
            file.problems = rowReader->remarksOnHeader(csvRow.line);
            continue;
        }
        ++file.rows;
        MappingRowReader::Row row = rowReader->read(csvRow);
        std::move(row.problems.begin(), row.problems.end(), std::back_inserter(file.problems));
        if (row.entry) {
            const auto problem = earlierEntries.compare(*row.entry, file.table.entries());
            if (problem)
                file.problems.push_back(*problem);
            if (!problem || problem->kind != MappingProblemKind::Duplicate)
                file.table.add(std::move(*row.entry));
        }
        if (file.problems.size() > mostProblems)
            return Failure{FailureCode::MappingFileUnreadable, {name}, QStringLiteral("too many problems"), false};
    }
    return file;
}

QByteArray MappingFile::exampleBytes()
{
    return QByteArrayLiteral("External User ID,Microsoft 365 User Mailbox,Valid From,Valid Until\r\n"
                             "12025550123,ann@contoso.example,,\r\n"
                             "12025550147,bob@contoso.example,2026-01-01,2026-12-31\r\n");
}

} // namespace tallybridge
