#include "cli/OptionValues.h"

#include "cli/wording/Phrase.h"

namespace tallybridge {

using namespace Qt::Literals::StringLiterals;

std::optional<ExitCode> readNumber(const Arguments &arguments, QLatin1String option, const QString &command, qint64 &number,
                                   Console &console)
{
    if (!arguments.has(option))
        return {};
    bool isNumber = false;
    const QString text = arguments.value(option);
    number = text.toLongLong(&isNumber);
    if (!isNumber || number < 1)
        return console.failUsage(phrase(u"\"%1\" is no number for %2; give one from 1."_s, {text, option}), command);
    return {};
}

std::optional<ExitCode> readReason(const Arguments &arguments, std::optional<FailureReason> &reason, Console &console)
{
    constexpr QLatin1String option("--reason");
    if (!arguments.has(option))
        return {};
    reason = failureReasonFromName(arguments.value(option));
    if (!reason)
        return console.fail(Failure{FailureCode::ReasonUnknown, {arguments.value(option)}, {}, false});
    return {};
}

} // namespace tallybridge
