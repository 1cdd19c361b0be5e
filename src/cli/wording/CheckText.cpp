#include "cli/wording/CheckText.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"

#include <QCoreApplication>

namespace tallybridge
{

QString checkQuestion(CheckResult::Subject subject)
{
    using S = CheckResult::Subject;
    const auto text = [](const char *words) { return QCoreApplication::translate("CheckText", words); };
    switch (subject) {
    case S::Source:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the source be read?"));
    case S::Deliveries:
        return text(QT_TRANSLATE_NOOP("CheckText", "Do deliveries lie there?"));
    case S::Mapping:
        return text(QT_TRANSLATE_NOOP("CheckText", "Is the mapping without problems?"));
    case S::Destination:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the destination be written to?"));
    case S::Mailbox:
        return text(QT_TRANSLATE_NOOP("CheckText", "Does a mapped mailbox exist?"));
    case S::Consent:
        return text(QT_TRANSLATE_NOOP("CheckText", "Is consent given?"));
    case S::Staging:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the staging be written to?"));
    case S::Findings:
        return text(QT_TRANSLATE_NOOP("CheckText", "Are the deliveries without gaps?"));
    }
    return {};
}

QString checkAnswerText(CheckResult::Answer answer)
{
    using A = CheckResult::Answer;
    const auto text = [](const char *words) { return QCoreApplication::translate("CheckText", words); };
    switch (answer) {
    case A::Yes:
        return text(QT_TRANSLATE_NOOP("CheckText", "yes"));
    case A::No:
        return text(QT_TRANSLATE_NOOP("CheckText", "no"));
    case A::Unknown:
        return text(QT_TRANSLATE_NOOP("CheckText", "unknown"));
    case A::NotNeeded:
        return text(QT_TRANSLATE_NOOP("CheckText", "not needed"));
    }
    return {};
}

QString checkDetail(const CheckResult &result)
{
    if (result.failure)
        return failureText(*result.failure);
    return printable(result.arguments.join(QLatin1String(", ")));
}

} // namespace tallybridge
