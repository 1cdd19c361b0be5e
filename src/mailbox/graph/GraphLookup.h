#pragma once

#include "core/ItemKey.h"
#include "mailbox/graph/GraphClient.h"
#include "mailbox/graph/GraphFacts.h"

#include <optional>
#include <vector>

namespace tallybridge::graph {

/// A mail of ours as its properties tell it.
struct OurMail {
    QString id;
    QString state; ///< doneState, pendingState, removedState
    ItemKey key;
    std::optional<Facts> facts;
};

/// The mails of ours in a mailbox, or the service's refusal.
struct OurMails {
    std::vector<OurMail> mails;
    Reply refusal;
    bool refused = false;
};

/// Finds the mails that a filter (not encoded) names and that carry this key, a null one: none; folder empty: in the whole mailbox.
/// Failures: Client::ask()'s.
Result<OurMails> findMails(Client &client, const QString &user, const QString &folder, const QString &filter, const ItemKey &key,
                           const CancelToken &cancel);

/// Finds the mails with one key; folder empty: in the whole mailbox. Failures: Client::ask()'s.
Result<OurMails> findByKey(Client &client, const QString &user, const QString &folder, const ItemKey &key, const CancelToken &cancel);

/// Takes the mark of ours off a mail and deletes it; one that is not there any more is no failure. Failures: Client::ask()'s, refusalOf().
/// Deleted mails lie in the user's Deleted Items for a while: without its mark none of them is taken for a copy.
Result<void> removeMail(Client &client, const QString &user, const QString &id, const CancelToken &cancel);

/// The filter for one key, and the one for all mails of ours with a state; not encoded.
QString keyFilter(const ItemKey &key);
QString stateFilter(QLatin1String state);
/// "$select=id&$expand=…" for readOurMail().
QString propertiesQuery();
OurMail readOurMail(const QJsonObject &message);

} // namespace tallybridge::graph
