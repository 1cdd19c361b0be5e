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

/// One thing somebody did. hash = SHA-256 over the previous event's hash and this event's fields, so that no event can be changed,
/// removed or put in between without breaking the chain.
struct AuditEvent {
    qint64 id = 0;
    QDateTime at;        ///< UTC
    QString account;     ///< acting account of the operating system
    QString action;      ///< "connector-added", "terms-accepted", "copy-waived" …
    QString subject;     ///< connector, delivery or copy it was done to
    QJsonObject before;  ///< old values
    QJsonObject after;   ///< new values, and the reason given
    QByteArray previousHash; ///< 32 raw bytes (zeros for the first)
    QByteArray hash;     ///< 32 raw bytes
};

/// The audit chain. append() is called inside a Transaction, beside the change it speaks of.
class AuditLog
{
public:
    explicit AuditLog(Ledger &ledger) : m_ledger(ledger) {}

    /// Fills id, previousHash and hash. Returns the new head.
    Result<QByteArray> append(AuditEvent event);
    /// Hash of the newest event, 32 raw bytes; zeros when there is none.
    Result<QByteArray> head() const;
    /// Oldest first, ids greater than afterId; limit 0 = all.
    Result<std::vector<AuditEvent>> events(qint64 afterId = 0, int limit = 0) const;

    struct Verification {
        qint64 checked = 0;
        std::optional<qint64> brokenAt; ///< id of the first event that does not fit
    };
    Result<Verification> verify() const;

private:
    Ledger &m_ledger;
};

} // namespace tallybridge
