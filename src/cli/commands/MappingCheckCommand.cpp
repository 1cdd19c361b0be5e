#include "cli/commands/MappingCheckCommand.h"

#include "cli/MappingWarnings.h"
#include "cli/Table.h"
#include "cli/wording/MappingProblemText.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

CommandSpec MappingCheckCommand::spec() const
{
    return {u"mapping check"_s,
            u"check a mapping file without using it"_s,
            {{u"FILE.csv"_s, u"the mapping file"_s}},
            {{u"--default-region"_s, u"GB"_s, u"country of numbers without a country code"_s}},
            {u"mapping check numbers.csv"_s, u"mapping check numbers.csv --default-region GB --json"_s},
            u"Problems end with exit code 3, a file that cannot be read with 2."_s};
}

ExitCode MappingCheckCommand::run(const Arguments &arguments, Session &session) const
{
    Console &console = session.console();
    const auto mapping = MappingFile::read(arguments.word(0), arguments.value("--default-region"_L1).trimmed().toUpper());
    if (!mapping)
        return console.fail(mapping.failure());
    const qint64 usable = qint64(mapping->table.entries().size());
    QJsonArray problems;
    Table table({u">LINE"_s, u"USED"_s, u"PROBLEM"_s});
    for (const MappingProblem &problem : mapping->problems) {
        problems.append(jsonMappingProblem(problem));
        table.add({QString::number(problem.line), problem.rowUsed ? u"yes"_s : u"no"_s, mappingProblemText(problem)});
    }
    console.document(QJsonObject{{u"rows"_s, mapping->rows}, {u"usable"_s, usable}, {u"problems"_s, problems}});
    console.print(phrase(u"Rows: %1, usable: %2, problems: %3 (%4)"_s, {QString::number(mapping->rows), QString::number(usable),
                                                                        QString::number(mapping->problems.size()), mapping->encoding}));
    if (!table.isEmpty())
        console.print(table.text());
    return mapping->problems.empty() ? ExitCode::Success : ExitCode::Unfinished;
}

} // namespace tallybridge
