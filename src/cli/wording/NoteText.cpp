#include "cli/wording/NoteText.h"

#include "cli/wording/FailureText.h"
#include "cli/wording/Phrase.h"

#include <QCoreApplication>

namespace tallybridge {

namespace {

struct Sentence {
    QLatin1String code;
    const char *pattern;
};

constexpr Sentence sentences[] = {
    {QLatin1String("other-file"),
     QT_TRANSLATE_NOOP("NoteText",
                       "The file \"%1\" at the source is no delivery and was left alone; remove it if it does not belong there.")},
    {QLatin1String("same-name-other-bytes"),
     QT_TRANSLATE_NOOP("NoteText",
                       "The delivery \"%1\" came again with other bytes and was read as another delivery; ask the sender why.")},
    {QLatin1String("source-id-reused"),
     QT_TRANSLATE_NOOP("NoteText", "The source id \"%1\" came again with other bytes, in \"%2\", entry \"%3\", and was "
                                   "imported as another item; compare the two.")},
    {QLatin1String("owner-unknown-form"),
     QT_TRANSLATE_NOOP("NoteText", "In the delivery \"%1\", entry \"%2\", the captured employee is neither a number "
                                   "nor a mail address; the participants decided who gets a copy.")},
    {QLatin1String("mapping-problem"),
     QT_TRANSLATE_NOOP("NoteText", "The mapping file has a problem in line %1 (%2); see \"mapping check\".")},
    {QLatin1String("mapping-file-missing"),
     QT_TRANSLATE_NOOP("NoteText",
                       "The mapping file \"%1\" is not there; the run went on without it, put it back and retry what is unmapped.")},
    {QLatin1String("original-gone"),
     QT_TRANSLATE_NOOP("NoteText", "The original is gone from \"%1\", for %2 items, and no later delivery holds it; put the delivery "
                                   "back into the source and retry.")},
    {QLatin1String("original-damaged"),
     QT_TRANSLATE_NOOP("NoteText", "The held originals of %2 items from \"%1\" are damaged and were left where they are; put the delivery "
                                   "back into the source and retry.")},
    {QLatin1String("original-without-key"),
     QT_TRANSLATE_NOOP("NoteText", "The held originals of %2 items from \"%1\" cannot be opened, because their key is not at hand; unlock "
                                   "the keychain of the account that ran the import, or bring its key file back, and retry.")},
    {QLatin1String("original-left-out"),
     QT_TRANSLATE_NOOP("NoteText",
                       "The originals of %1 items are not attached, because their mails would be over the size limit; the mails name "
                       "size and SHA-256 of each. Raise the limit before an import to have them attached.")},
    {QLatin1String("delivery-note"), QT_TRANSLATE_NOOP("NoteText", "About the delivery \"%1\": %2.")},
    {QLatin1String("young-delivery"),
     QT_TRANSLATE_NOOP("NoteText", "The delivery \"%1\" may still be growing and waits for the next run.")},
    {QLatin1String("unreadable-delivery"),
     QT_TRANSLATE_NOOP("NoteText", "The delivery \"%1\" cannot be read (%2); let this account read it, the next sync takes it up.")},
    {QLatin1String("delivery-not-readable"),
     QT_TRANSLATE_NOOP("NoteText", "The delivery \"%1\" could not be read; let this account read it, the next sync takes it up.")},
    {QLatin1String("delivery-vanished"),
     QT_TRANSLATE_NOOP("NoteText", "The delivery \"%1\" was at the source when it was listed and gone when it was to be read; put it back "
                                   "and sync, or explain the finding.")},
    {QLatin1String("delivery-no-file"),
     QT_TRANSLATE_NOOP("NoteText", "\"%1\" at the source has the name of a delivery and is a folder or a link that leads nowhere; put the "
                                   "file in its place, or remove it.")},
    {QLatin1String("delivery-not-moved"),
     QT_TRANSLATE_NOOP("NoteText", "The delivery \"%1\" is imported but could not be moved or deleted at the source; see the notes of the "
                                   "last sync for the reason, the next one tries again.")},
    {QLatin1String("delivery-misdated"),
     QT_TRANSLATE_NOOP("NoteText",
                       "The name of the delivery \"%1\" begins with a date that does not exist, so it is not imported; ask the sender "
                       "for the right date, rename the file and explain the finding.")},
    {QLatin1String("delivery-gone"),
     QT_TRANSLATE_NOOP("NoteText",
                       "The import of the delivery \"%1\" is not finished and its file is gone from the source or has other bytes; "
                       "put the delivery back and sync, or explain the finding.")},
    {QLatin1String("source-empty"),
     QT_TRANSLATE_NOOP("NoteText", "The source is empty, %1 deliveries were there before; see where they went.")},
    {QLatin1String("file-number-gap"), QT_TRANSLATE_NOOP("NoteText", "A file number is missing: %1; ask the sender for the delivery.")},
    {QLatin1String("day-without-delivery"),
     QT_TRANSLATE_NOOP("NoteText", "No delivery came for %1; ask the sender whether that is right.")},
};

} // namespace

QString noteText(const QString &code, const QStringList &arguments)
{
    for (const Sentence &sentence : sentences) {
        if (sentence.code == code)
            return phrase(QCoreApplication::translate("NoteText", sentence.pattern), arguments);
    }
    return failureText(code, arguments);
}

QString findingText(const QString &kind, const QString &subject)
{
    return noteText(kind, {subject});
}

} // namespace tallybridge
