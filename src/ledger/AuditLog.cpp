#include "ledger/AuditLog.h"

#include "core/Sha256.h"
#include "ledger/Ledger.h"
#include "ledger/SqlStatement.h"

#include <QtEndian>

#include <initializer_list>

namespace tallybridge {

namespace {

constexpr int hashSize = 32;

QByteArray noHash()
{
    return QByteArray(hashSize, '\0');
}

/// An event as its row holds it; the hash covers the stored text, so that reading JSON and writing it again plays no
/// part.
struct StoredEvent {
    qint64 id = 0;
    qint64 at = 0;
    QString account;
    QString action;
    QString subject;
    QString before;
    QString after;
    QByteArray previousHash;

    QByteArray computedHash() const
    {
        Sha256 hash;
        const auto add = [&hash](const QByteArray &field) {
            char length[sizeof(quint64)];
            qToBigEndian(quint64(field.size()), length);
            hash.add(QByteArrayView(length, sizeof length));
            hash.add(field);
        };
        for (const QByteArray &field :
             {QByteArrayLiteral("tallybridge-audit-1"), previousHash, QByteArray::number(id), QByteArray::number(at), account.toUtf8(),
              action.toUtf8(), subject.toUtf8(), before.toUtf8(), after.toUtf8()}) {
            add(field);
        }
        return hash.result();
    }
};

constexpr QLatin1String selectEvents("SELECT id, at, account, action, subject, before, after, previous_hash, hash FROM audit"
                                     " WHERE id > ? ORDER BY id LIMIT ?");

StoredEvent storedEvent(const SqlStatement &row)
{
    return {row.number(0), row.number(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.bytes(7)};
}

struct Head {
    qint64 id = 0;
    QByteArray hash = noHash();
};

Result<Head> readHead(const Ledger &ledger)
{
    SqlStatement statement(ledger, QLatin1String("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1"));
    if (auto done = statement.run(); !done)
        return done.failure();
    const auto row = statement.next();
    if (!row)
        return row.failure();
    Head head;
    if (*row)
        head = {statement.number(0), statement.bytes(1)};
    statement.finish();
    return head;
}

/// The highest id that was ever given, whatever became of its event.
Result<qint64> highestIdGiven(const Ledger &ledger)
{
    SqlStatement statement(ledger, QLatin1String("SELECT seq FROM sqlite_sequence WHERE name = 'audit'"));
    if (auto done = statement.run(); !done)
        return done.failure();
    const auto row = statement.next();
    if (!row)
        return row.failure();
    const qint64 id = *row ? statement.number(0) : 0;
    statement.finish();
    return id;
}

} // namespace

Result<QByteArray> AuditLog::append(AuditEvent event)
{
    if (!m_ledger.inTransaction())
        return Failure{FailureCode::Internal, {QStringLiteral("audit event outside a transaction")}, {}, false};
    if (!event.at.isValid())
        return Failure{FailureCode::InvalidArgument, {QStringLiteral("at"), {}}, {}, false};
    const auto head = readHead(m_ledger);
    if (!head)
        return head.failure();
    const StoredEvent stored{head->id + 1,
                             event.at.toMSecsSinceEpoch(),
                             storedText(event.account),
                             storedText(event.action),
                             storedText(event.subject),
                             jsonText(event.before),
                             jsonText(event.after),
                             head->hash};
    const QByteArray hash = stored.computedHash();
    SqlStatement statement(m_ledger, QLatin1String("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    if (auto done = statement.run(stored.id, stored.at, stored.account, stored.action, stored.subject, stored.before, stored.after,
                                  stored.previousHash, hash);
        !done) {
        return done.failure();
    }
    return hash;
}

Result<QByteArray> AuditLog::head() const
{
    const auto head = readHead(m_ledger);
    if (!head)
        return head.failure();
    return head->hash;
}

Result<std::vector<AuditEvent>> AuditLog::events(qint64 afterId, int limit) const
{
    SqlStatement statement(m_ledger, selectEvents);
    if (auto done = statement.run(afterId, limit > 0 ? limit : -1); !done)
        return done.failure();
    return readAll<AuditEvent>(statement, [](const SqlStatement &row) -> Result<AuditEvent> {
        const StoredEvent stored = storedEvent(row);
        return AuditEvent{stored.id,
                          QDateTime::fromMSecsSinceEpoch(stored.at, Qt::UTC),
                          stored.account,
                          stored.action,
                          stored.subject,
                          jsonObject(stored.before),
                          jsonObject(stored.after),
                          stored.previousHash,
                          row.bytes(8)};
    });
}

Result<AuditLog::Verification> AuditLog::verify() const
{
    // Read before the events: one appended meanwhile must not look like one that was cut off.
    const auto highest = highestIdGiven(m_ledger);
    if (!highest)
        return highest.failure();
    SqlStatement statement(m_ledger, QLatin1String("SELECT id, at, account, action, subject, before, after, previous_hash, hash"
                                                   " FROM audit ORDER BY id"));
    if (auto done = statement.run(); !done)
        return done.failure();
    Verification verification;
    Head previous;
    for (;;) {
        const auto row = statement.next();
        if (!row)
            return row.failure();
        if (!*row)
            break;
        const StoredEvent stored = storedEvent(statement);
        ++verification.checked;
        const QByteArray hash = statement.bytes(8);
        if (stored.id != previous.id + 1 || stored.previousHash != previous.hash || hash != stored.computedHash()) {
            verification.brokenAt = stored.id;
            statement.finish();
            return verification;
        }
        previous = {stored.id, hash};
    }
    if (previous.id < *highest)
        verification.brokenAt = previous.id + 1;
    return verification;
}

} // namespace tallybridge
