#include "cli/wording/CheckText.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"

#include <QCoreApplication>

namespace tallybridge {

QString checkQuestion(CheckResult::Subject subject)
{
    using S = CheckResult::Subject;
    const auto text = [](const char *words) { return QCoreApplication::translate("CheckText", words); };
    switch (subject) {
    case S::Source:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the source be read?"));
    case S::Deliveries:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the deliveries be read?"));
    case S::Mapping:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the mapping be read?"));
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
    using S = CheckResult::Subject;
    if (result.failure)
        return failureText(*result.failure);
    const auto text = [&result](const char *words) { return phrase(QCoreApplication::translate("CheckText", words), result.arguments); };
    switch (result.subject) {
    case S::Deliveries:
        if (result.answer == CheckResult::Answer::No && result.arguments.value(0) == QLatin1String("0"))
            return text(QT_TRANSLATE_NOOP("CheckText", "the source is empty, %3 deliveries were there before; see where they went"));
        if (result.answer == CheckResult::Answer::No)
            return text(QT_TRANSLATE_NOOP("CheckText", "%3 cannot be read (%4 of %1); let this account read it"));
        if (result.arguments.value(0) == QLatin1String("0"))
            return text(QT_TRANSLATE_NOOP("CheckText", "none; have deliveries brought there"));
        return text(QT_TRANSLATE_NOOP("CheckText", "%1, the newest is %2"));
    case S::Mapping:
        if (result.answer == CheckResult::Answer::NotNeeded)
            return text(QT_TRANSLATE_NOOP("CheckText", "no mapping file is used"));
        return text(QT_TRANSLATE_NOOP("CheckText", "rows used: %1, not used: %2"));
    case S::Mailbox:
        if (result.arguments.isEmpty())
            return text(QT_TRANSLATE_NOOP("CheckText", "the mapping names no mailbox to try"));
        if (result.answer == CheckResult::Answer::No)
            return text(QT_TRANSLATE_NOOP("CheckText", "%1 does not exist; correct the mapping or the domains"));
        return text(QT_TRANSLATE_NOOP("CheckText", "%1"));
    case S::Findings:
        if (result.arguments.value(0) == QLatin1String("0"))
            return {};
        return text(QT_TRANSLATE_NOOP("CheckText", "open findings: %1 (%2); see \"findings\", have them filled or explain them"));
    case S::Source:
    case S::Destination:
    case S::Consent:
    case S::Staging:
        break;
    }
    return printable(result.arguments.join(QLatin1String(", ")));
}

} // namespace tallybridge
