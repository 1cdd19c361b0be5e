#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace tallybridge {

class Ledger;

/// What a few items need besides their row: where the original of one that came again lies now, and which mail one answers. Statements are
/// prepared once and kept. Writers call it inside a Transaction.
class OriginalTable
{
public:
    explicit OriginalTable(Ledger &ledger);
    ~OriginalTable();

    /// Entry of a delivery.
    struct Place {
        qint64 deliveryId = 0;
        QString entryName;
        qint64 entryIndex = 0;

        bool operator==(const Place &) const = default;
    };
    /// The item's EML was seen in another delivery than its row names; the newest place counts.
    Result<void> setPlace(qint64 itemId, const Place &place);
    /// Nothing when the item was only seen where its row says.
    Result<std::optional<Place>> place(qint64 itemId) const;

    /// Which mail the item's own mail answers (Message-ID without "<>", empty: none was known). The first answer stays for ever.
    Result<void> setReply(qint64 itemId, const QString &inReplyTo);
    /// Nothing when no mail was made of the item yet, or it answers none.
    Result<std::optional<QString>> reply(qint64 itemId) const;

    /// An item with a copy that is failed, partial or open, and where its EML was seen.
    struct Unsettled {
        qint64 itemId = 0;
        QByteArray emlSha256; ///< empty when there is no EML to hold
        Place place;
    };
    /// Those seen first or last in one delivery, with their place in it.
    Result<std::vector<Unsettled>> unsettledOf(qint64 deliveryId) const;
    /// Those of a connector, ordered by delivery.
    Result<std::vector<Unsettled>> unsettled(qint64 connectorId) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tallybridge
