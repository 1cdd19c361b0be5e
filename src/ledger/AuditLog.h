#pragma once

#include "core/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <optional>
#include <vector>

namespace tallybridge {

class Ledger;

/// One thing somebody did. The hash covers the previous event's hash and this event's fields, so that no event can be changed, removed or
/// put in between without breaking the chain. It is SHA-256 over these fields, each preceded by its length in bytes as an unsigned number
/// of 8 bytes, most significant first:
///   1. "tallybridge-audit-1"
///   2. previousHash, 32 raw bytes
///   3. id, decimal digits
///   4. at, milliseconds since 1970-01-01T00:00:00Z, decimal digits
///   5. account, UTF-8
///   6. action, UTF-8
///   7. subject, UTF-8
///   8. before, compact JSON in UTF-8, exactly as stored (keys sorted when written)
///   9. after, likewise
/// Ids count from 1 without a gap.
struct AuditEvent {
    qint64 id = 0;
    QDateTime at;            ///< UTC
    QString account;         ///< acting account of the operating system
    QString action;          ///< "connector-added", "terms-accepted", "copy-waived" …
    QString subject;         ///< connector, delivery or copy it was done to
    QJsonObject before;      ///< old values
    QJsonObject after;       ///< new values, and the reason given
    QByteArray previousHash; ///< 32 raw bytes (zeros for the first)
    QByteArray hash;         ///< 32 raw bytes
};

/// The audit chain. append() is called inside a Transaction, beside the change it speaks of.
class AuditLog
{
public:
    explicit AuditLog(Ledger &ledger) : m_ledger(ledger) {}

    /// Fills id, previousHash and hash; `at` has to be valid. Returns the new head. Failures: InvalidArgument (at), Internal when called
    /// outside a Transaction, and Transaction's.
    Result<QByteArray> append(AuditEvent event);
    /// Hash of the newest event, 32 raw bytes; zeros when there is none.
    Result<QByteArray> head() const;
    /// Oldest first, ids greater than afterId; limit 0 = all.
    Result<std::vector<AuditEvent>> events(qint64 afterId = 0, int limit = 0) const;

    struct Verification {
        qint64 checked = 0;
        /// Id of the first event that does not fit: changed, put in, moved, or behind a gap; when the newest events are missing, the id of
        /// the first missing one.
        std::optional<qint64> brokenAt;
    };
    /// Computes the whole chain anew. Cutting off the newest events is seen as long as the database still knows the highest id it gave;
    /// the head that stands in every report tells in any case.
    Result<Verification> verify() const;

private:
    Ledger &m_ledger;
};

} // namespace tallybridge
