#pragma once

#include <QString>

namespace tallybridge {

/// The person who sets a connector up, as the directory knows it.
struct Administrator {
    enum class Answer { Yes, No, Unknown };

    QString name;     ///< may be empty
    QString userName; ///< "ada@contoso.com"
    QString objectId;
    QString tenantId;
    /// Holds the directory role that may consent for the tenant. Unknown: the directory did not say.
    Answer globalAdministrator = Answer::Unknown;
    /// Holds Exchange's role "Mailbox Import Export". Unknown: nobody agreed to the question, or the role is given to groups, whose
    /// members Graph does not name.
    Answer mailboxImportExport = Answer::Unknown;
};

} // namespace tallybridge
