#include "cli/wording/MappingProblemText.h"

#include "cli/wording/Phrase.h"

#include <QCoreApplication>

namespace tallybridge {

namespace {

const char *pattern(MappingProblemKind kind)
{
    using K = MappingProblemKind;
    switch (kind) {
    case K::NumberMissing:
        return QT_TRANSLATE_NOOP("MappingProblemText", "The number is missing; write it in international form.");
    case K::NumberUnreadable:
        return QT_TRANSLATE_NOOP("MappingProblemText", "\"%1\" is no phone number; write it in international form, as in +44 7911 123456.");
    case K::NumberScientific:
        return QT_TRANSLATE_NOOP("MappingProblemText", "\"%1\" was turned into a power of ten by a spreadsheet and has lost digits; format "
                                                       "the column as text and enter the number again.");
    case K::NumberNeedsRegion:
        return QT_TRANSLATE_NOOP("MappingProblemText",
                                 "\"%1\" has no country code; write it in international form or give a default region.");
    case K::NumberDoubtful:
        return QT_TRANSLATE_NOOP("MappingProblemText", "No numbering plan knows \"%1\"; check it.");
    case K::MailboxMissing:
        return QT_TRANSLATE_NOOP("MappingProblemText", "The mailbox is missing; write its mail address.");
    case K::MailboxUnreadable:
        return QT_TRANSLATE_NOOP("MappingProblemText", "\"%1\" is no mail address; correct it.");
    case K::MailboxUnderInvalid:
        return QT_TRANSLATE_NOOP("MappingProblemText", "\"%1\" lies under .invalid and can never exist; write the real mailbox.");
    case K::DateUnreadable:
        return QT_TRANSLATE_NOOP("MappingProblemText", "\"%1\" is no date; write year-month-day, as in 2026-11-30.");
    case K::DatesReversed:
        return QT_TRANSLATE_NOOP("MappingProblemText", "The row is valid from %1 until %2, which is never; exchange the dates.");
    case K::Duplicate:
        return QT_TRANSLATE_NOOP("MappingProblemText", "The row says the same as line %1; remove one of them.");
    case K::Conflict:
        return QT_TRANSLATE_NOOP("MappingProblemText", "Line %1 gives another mailbox for the same number on the same "
                                                       "days; give the rows dates that do not overlap.");
    case K::TooFewColumns:
        return QT_TRANSLATE_NOOP("MappingProblemText", "The row has too few columns; it needs a number and a mailbox.");
    case K::QuoteNotClosed:
        return QT_TRANSLATE_NOOP("MappingProblemText", "A quotation mark is opened here and never closed; close it.");
    case K::Formula:
        return QT_TRANSLATE_NOOP("MappingProblemText", "A spreadsheet would run \"%1\" as a formula; write plain text.");
    case K::DayWithoutColumn:
        return QT_TRANSLATE_NOOP("MappingProblemText", "\"%1\" stands in a column that is neither \"Valid From\" nor \"Valid Until\"; "
                                                       "give the column one of these names or empty it.");
    case K::ColumnNotRead:
        return QT_TRANSLATE_NOOP("MappingProblemText",
                                 "The column \"%1\" is not read; if it should be, give it the name that the template has.");
    }
    return "";
}

} // namespace

QString mappingProblemText(const MappingProblem &problem)
{
    return phrase(QCoreApplication::translate("MappingProblemText", pattern(problem.kind)), problem.arguments);
}

} // namespace tallybridge
