#pragma once

#include "identity/ReturnPages.h"
#include "mailbox/Administrator.h"
#include "mailbox/TenantAccess.h"

namespace tallybridge {

/// What the browser shows when it comes back from the consent page, and from the sign-in.
ReturnPages consentPages();
ReturnPages signInPages();

/// What the app may do, in a sentence.
QString accessText(const AppAccess &access);

/// Whether the person may consent, and whether the person has the role "Mailbox Import Export"; each a sentence that says what to do when
/// the answer is not yes.
QString globalAdministratorText(Administrator::Answer answer);
QString importExportText(Administrator::Answer answer);

} // namespace tallybridge
