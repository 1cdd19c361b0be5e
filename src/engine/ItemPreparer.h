#pragma once

#include "core/CancelToken.h"
#include "engine/ConnectorSettings.h"
#include "engine/ConnectorType.h"
#include "engine/PreparedItem.h"
#include "mapping/RecipientResolver.h"

#include <QDateTime>
#include <memory>
#include <optional>
#include <variant>

namespace tallybridge {

/// Turns a raw item into a prepared one: reads the EML, finds who gets a copy, composes the mail. Read-only; any thread may call prepare().
class ItemPreparer
{
public:
    /// An item to be prepared again: one about an earlier item, when that one can be found, or one whose mail has to name the delivery it
    /// was first seen in.
    struct Postponed {
        ItemOrigin origin;
        qint64 knownItemId = 0;
        ItemKey key;
        QString sourceId;
        QString aboutId;
        qint64 firstDeliveryId = 0; ///< 0: the mail names the delivery it is read from
    };
    using Prepared = std::variant<PreparedItem, Postponed>;

    /// now: the run's start, so that all items of a run are measured by the same clock.
    ItemPreparer(const ConnectorType &type, const ConnectorSettings &settings, qint64 connectorId,
                 std::shared_ptr<const RecipientResolver> resolver, QDateTime now);

    /// Failures: those of the directory; everything that is wrong with the item itself is in the prepared item.
    Result<Prepared> prepare(RawItem raw) const;

private:
    PreparedItem failed(const RawItem &raw, FailureReason reason, const QString &detail) const;

    const ConnectorType &m_type;
    const ConnectorSettings m_settings;
    const qint64 m_connectorId;
    const std::shared_ptr<const RecipientResolver> m_resolver;
    const QDateTime m_now;
};

} // namespace tallybridge
