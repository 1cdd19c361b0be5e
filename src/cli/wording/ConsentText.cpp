#include "cli/wording/ConsentText.h"

#include <QCoreApplication>

namespace tallybridge {

namespace {

QString translated(const char *sentence)
{
    return QCoreApplication::translate("ConsentText", sentence);
}

ReturnPage foreignPage()
{
    return {translated(QT_TRANSLATE_NOOP("ConsentText", "This page belongs to nothing that Tallybridge waits for")),
            translated(QT_TRANSLATE_NOOP("ConsentText", "It was opened before, or something else on this computer opened it. Close it, and "
                                                        "start again in Tallybridge if it still waits."))};
}

} // namespace

ReturnPages consentPages()
{
    return {{translated(QT_TRANSLATE_NOOP("ConsentText", "Thank you, the answer has arrived")),
             translated(QT_TRANSLATE_NOOP(
                 "ConsentText", "Tallybridge is checking now whether the access works. Close this page and go back to Tallybridge."))},
            {translated(QT_TRANSLATE_NOOP("ConsentText", "The consent was not given")),
             translated(QT_TRANSLATE_NOOP("ConsentText", "Nothing has changed. Close this page; Tallybridge says why and what to do."))},
            foreignPage()};
}

ReturnPages signInPages()
{
    return {{translated(QT_TRANSLATE_NOOP("ConsentText", "Thank you, you are signed in")),
             translated(QT_TRANSLATE_NOOP("ConsentText", "Close this page and go back to Tallybridge."))},
            {translated(QT_TRANSLATE_NOOP("ConsentText", "The sign-in was refused")),
             translated(QT_TRANSLATE_NOOP("ConsentText", "Nothing has changed. Close this page; Tallybridge says why and what to do."))},
            foreignPage()};
}

QString accessText(const AppAccess &access)
{
    return access.mayWriteEverywhere()
               ? translated(QT_TRANSLATE_NOOP("ConsentText",
                                              "The app signs in and reads the directory. It may read and write every mailbox of "
                                              "the tenant; limit it to a group with RBAC for Applications if that is too much."))
               : translated(QT_TRANSLATE_NOOP("ConsentText",
                                              "The app signs in and reads the directory. It has no tenant-wide access to "
                                              "mailboxes: give it the role \"Application Mail.ReadWrite\" for those it imports into."));
}

QString globalAdministratorText(Administrator::Answer answer)
{
    switch (answer) {
    case Administrator::Answer::Yes:
        return translated(QT_TRANSLATE_NOOP("ConsentText", "Global administrator: yes."));
    case Administrator::Answer::No:
        return translated(QT_TRANSLATE_NOOP("ConsentText",
                                            "Global administrator: no; activate the role if you hold it as eligible, or send the "
                                            "consent link to somebody who has it."));
    case Administrator::Answer::Unknown:
        break;
    }
    return translated(
        QT_TRANSLATE_NOOP("ConsentText", "Global administrator: unknown, the directory does not say; the consent page tells."));
}

QString importExportText(Administrator::Answer answer)
{
    switch (answer) {
    case Administrator::Answer::Yes:
        return translated(QT_TRANSLATE_NOOP("ConsentText", "Role \"Mailbox Import Export\": yes."));
    case Administrator::Answer::No:
        return translated(QT_TRANSLATE_NOOP(
            "ConsentText", "Role \"Mailbox Import Export\": no; if your organisation asks for it, assign it in the Exchange admin "
                           "center under Roles, Admin roles. The import works without."));
    case Administrator::Answer::Unknown:
        break;
    }
    return translated(QT_TRANSLATE_NOOP(
        "ConsentText", "Role \"Mailbox Import Export\": unknown; it is given to groups, or an administrator has not agreed to the "
                       "question. Look it up in the Exchange admin center under Roles, Admin roles. The import works without."));
}

} // namespace tallybridge
