#pragma once

#include "core/ComposedMessage.h"
#include "mailbox/graph/GraphLookup.h"

#include <atomic>

namespace tallybridge::graph {

/// Whether mails are made by importMime (https://learn.microsoft.com/graph/api/mailfolder-importmime, beta) instead of from JSON: a wish,
/// which the service may refuse. Any thread may call anything.
class MimeImport
{
public:
    explicit MimeImport(bool wanted) : m_wanted(wanted) {}

    bool isWanted() const { return m_wanted; }
    /// Whether to try it with this mail: wanted, not refused for good, and nothing in the mail that only JSON can say.
    bool suits(const ComposedMessage &message) const;
    /// The service refused it and then took the same mail as JSON.
    void noteRefusal(const Reply &reply);

private:
    const bool m_wanted;
    std::atomic<int> m_refusals = 0;
};

/// Whether an answer says that importMime is not for us, so that JSON is worth trying; everything else means what it always means.
bool refusesMime(const Reply &reply);

/// The request that makes the mail; it has none of our properties then.
Call importMimeCall(const QString &user, const QString &folder, const ComposedMessage &message);
/// The request that gives a mail that was made so our properties, and marks it read.
Call markCall(const QString &user, const QString &id, const ComposedMessage &message);

/// Mails in the folder with the item's Message-ID and none of our properties: what an attempt that ended in between left. Failures:
/// Client::ask()'s.
Result<OurMails> findUnmarked(Client &client, const QString &user, const QString &folder, const ItemKey &key, const CancelToken &cancel);
/// The same for all items, reading the whole folder. Failures: Client::list()'s.
Result<std::vector<QString>> listUnmarked(Client &client, const QString &user, const QString &folder, const CancelToken &cancel);

} // namespace tallybridge::graph
