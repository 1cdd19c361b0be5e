#include "cli/wording/CheckText.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tallybridge {

namespace {

/// Points of the first real tenant: what is asked, and what to do while nobody knows.
struct Point {
    const char *name;
    const char *question;
    const char *howTo;
};
constexpr std::array points{
    Point{"folder", QT_TRANSLATE_NOOP("CheckText", "Does the archive folder appear, and is a mail in it?"),
          QT_TRANSLATE_NOOP("CheckText", "import something first; the folder has to be named exactly as the connector type")},
    Point{"received", QT_TRANSLATE_NOOP("CheckText", "Is a mail a received one, and no draft?"),
          QT_TRANSLATE_NOOP("CheckText", "import something first")},
    Point{"time", QT_TRANSLATE_NOOP("CheckText", "Does it carry the time of the event?"),
          QT_TRANSLATE_NOOP("CheckText", "import something first")},
    Point{"message-class", QT_TRANSLATE_NOOP("CheckText", "Does it keep its message class?"),
          QT_TRANSLATE_NOOP("CheckText", "import something first; mails made by importMime have the class of a note")},
    Point{"participants", QT_TRANSLATE_NOOP("CheckText", "Are subject and participants kept as they were written?"),
          QT_TRANSLATE_NOOP("CheckText", "import something first")},
    Point{"found-by-key", QT_TRANSLATE_NOOP("CheckText", "Is it found by its key?"),
          QT_TRANSLATE_NOOP("CheckText", "import something first")},
    Point{"outside-scope", QT_TRANSLATE_NOOP("CheckText", "Is a mailbox outside the app's scope refused?"),
          QT_TRANSLATE_NOOP("CheckText", "map a mailbox outside the group and sync: its copy has to end as access-denied")},
    Point{"class-in-outlook", QT_TRANSLATE_NOOP("CheckText", "Does a mail open in Outlook, and does eDiscovery find its class?"),
          QT_TRANSLATE_NOOP("CheckText", "open one in Outlook and search for its item class")},
    Point{"conversation", QT_TRANSLATE_NOOP("CheckText", "Do all items of one chat stand in one conversation?"),
          QT_TRANSLATE_NOOP("CheckText", "look at a chat in Outlook")},
    Point{"large-files", QT_TRANSLATE_NOOP("CheckText", "Do files of 2.9, 3.1, 25 and 140 MB arrive whole?"),
          QT_TRANSLATE_NOOP("CheckText", "import such files with --size-limit 150MB, then let verify look")},
    Point{"second-run", QT_TRANSLATE_NOOP("CheckText", "Does a second run import nothing, and does verify find everything?"),
          QT_TRANSLATE_NOOP("CheckText", "run sync again, then verify")},
    Point{"throttling", QT_TRANSLATE_NOOP("CheckText", "Are four requests at a time taken, and refusals followed by a wait?"),
          QT_TRANSLATE_NOOP("CheckText", "watch a large import; \"waiting until\" is no failure")},
    Point{"crash-and-sync", QT_TRANSLATE_NOOP("CheckText", "Is nothing missing and nothing twice after a kill?"),
          QT_TRANSLATE_NOOP("CheckText", "kill a sync, then run sync and verify")},
    Point{"hold", QT_TRANSLATE_NOOP("CheckText", "Do legal hold, retention and content search see the mails?"),
          QT_TRANSLATE_NOOP("CheckText", "search for a text and a file name, and put a mailbox on hold")},
};

const Point *pointOf(const CheckResult &result)
{
    const auto found = std::find_if(points.begin(), points.end(),
                                    [&result](const Point &point) { return result.arguments.value(0) == QLatin1String(point.name); });
    return found == points.end() ? nullptr : found;
}

} // namespace

QString checkQuestion(const CheckResult &result)
{
    const Point *point = result.subject == CheckResult::Subject::FirstTenant ? pointOf(result) : nullptr;
    return point ? QCoreApplication::translate("CheckText", point->question) : checkQuestion(result.subject);
}

QString checkQuestion(CheckResult::Subject subject)
{
    using S = CheckResult::Subject;
    const auto text = [](const char *words) { return QCoreApplication::translate("CheckText", words); };
    switch (subject) {
    case S::Source:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the source be read?"));
    case S::Deliveries:
        return text(QT_TRANSLATE_NOOP("CheckText", "Can the deliveries be read?"));
    case S::Imports:
        return text(QT_TRANSLATE_NOOP("CheckText", "Was every import that began brought to its end?"));
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
    case S::FirstTenant:
        return text(QT_TRANSLATE_NOOP("CheckText", "Is the first tenant as it is documented?"));
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
    case S::Imports:
        if (result.answer != CheckResult::Answer::No)
            return {};
        return text(QT_TRANSLATE_NOOP("CheckText", "deliveries begun and not finished: %1, the first is %2; the next sync finishes them"));
    case S::Mapping:
        if (result.answer == CheckResult::Answer::NotNeeded)
            return text(QT_TRANSLATE_NOOP("CheckText", "no mapping file is used"));
        if (result.answer == CheckResult::Answer::No)
            return text(QT_TRANSLATE_NOOP("CheckText", "rows used: %1, not used: %2, the first in line %3 (%4); see \"mapping check\""));
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
    case S::FirstTenant:
        if (const Point *point = pointOf(result); point && result.answer == CheckResult::Answer::Unknown)
            return QCoreApplication::translate("CheckText", point->howTo);
        if (result.answer == CheckResult::Answer::No)
            return text(QT_TRANSLATE_NOOP("CheckText", "the service does otherwise than documented; do not rely on it, and tell us"));
        return {};
    case S::Source:
    case S::Destination:
    case S::Consent:
    case S::Staging:
        break;
    }
    return printable(result.arguments.join(QLatin1String(", ")));
}

} // namespace tallybridge
