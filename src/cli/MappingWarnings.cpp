#include "cli/MappingWarnings.h"

#include "cli/wording/MappingProblemText.h"
#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

void warnAboutMapping(const MappingFile &mapping, Console &console)
{
    constexpr size_t shown = 20;
    for (size_t i = 0; i < mapping.problems.size() && i < shown; ++i) {
        const MappingProblem &problem = mapping.problems[i];
        console.warn(QString(u"mapping file, line "_s + QString::number(problem.line) + u": "_s + mappingProblemText(problem)));
    }
    if (mapping.problems.size() > shown) {
        console.warn(phrase(u"The mapping file has %1 more problems; see \"tallybridgectl mapping check\"."_s,
                            {QString::number(mapping.problems.size() - shown)}));
    }
}

QJsonObject jsonMappingProblem(const MappingProblem &problem)
{
    return {
        {u"line"_s, problem.line},
        {u"problem"_s, QString(mappingProblemName(problem.kind))},
        {u"message"_s, mappingProblemText(problem)},
        {u"used"_s, problem.rowUsed},
    };
}

} // namespace tallybridge
