#include "mapping/MappingFile.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>

using namespace tallybridge;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// Whatever the bytes are, every row of the file is in the table or in the list of problems, and the table holds
/// nothing that cannot be.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString region = size % 2 == 0 ? QString() : QStringLiteral("GB");
    const auto file = MappingFile::parse(bytes, QStringLiteral("fuzz.csv"), region);
    if (!file) {
        require(file.failure().code == FailureCode::MappingFileWithoutColumns);
        return 0;
    }
    std::set<int> linesNotUsed;
    int duplicates = 0;
    int lastLine = 0;
    for (const MappingProblem &problem : file->problems) {
        require(problem.line >= 1 && problem.line >= lastLine);
        lastLine = problem.line;
        if (!problem.rowUsed)
            linesNotUsed.insert(problem.line);
        duplicates += problem.kind == MappingProblemKind::Duplicate;
        for (const QString &argument : problem.arguments)
            require(argument.size() <= 200);
    }
    for (const MappingEntry &entry : file->table.entries()) {
        require(!entry.number.isNull() && !entry.mailbox.isNull() && !entry.mailbox.isUnderInvalid());
        require(entry.line >= 1 && !linesNotUsed.contains(entry.line));
        require(!entry.validFrom.isValid() || !entry.validUntil.isValid() || entry.validFrom <= entry.validUntil);
    }
    require(file->rows == static_cast<int>(file->table.entries().size() + linesNotUsed.size()) + duplicates);
    return 0;
}
