#include "ledger/KnownMailboxTable.h"

#include "ledger/Ledger.h"
#include "ledger/SqlStatement.h"

namespace tallybridge {

namespace {

QDateTime after(const QDateTime &now, std::chrono::hours length)
{
    return now.addSecs(std::chrono::seconds(length).count());
}

} // namespace

Result<std::vector<KnownMailbox>> KnownMailboxTable::holding(qint64 connectorId, const QString &place, const QDateTime &now,
                                                             bool alsoNone) const
{
    // What ends too far ahead was written when the clock was wrong.
    SqlStatement statement(m_ledger, QLatin1String("SELECT address, mailbox, own_id FROM known_mailboxes"
                                                   " WHERE connector_id = ? AND place = ? AND expires > ? AND expires <= ?"
                                                   " AND (? OR mailbox <> '')"));
    if (auto done = statement.run(connectorId, place, now, after(now, lifetime), alsoNone); !done)
        return done.failure();
    return readAll<KnownMailbox>(statement, [](const SqlStatement &row) -> Result<KnownMailbox> {
        return KnownMailbox{MailAddress::parse(row.text(0)).value_or(MailAddress()),
                            MailAddress::parse(row.text(1)).value_or(MailAddress()), row.text(2), true};
    });
}

Result<void> KnownMailboxTable::keep(qint64 connectorId, const QString &place, const std::vector<KnownMailbox> &answers,
                                     const QDateTime &now)
{
    SqlStatement over(m_ledger, QLatin1String("DELETE FROM known_mailboxes WHERE connector_id = ? AND (place <> ? OR expires <= ?)"));
    if (auto done = over.run(connectorId, place, now); !done)
        return done;
    SqlStatement removal(m_ledger, QLatin1String("DELETE FROM known_mailboxes WHERE connector_id = ? AND address = ?"));
    SqlStatement addition(m_ledger, QLatin1String("INSERT OR REPLACE INTO known_mailboxes(connector_id, address, place, mailbox, own_id,"
                                                  " expires) VALUES (?, ?, ?, ?, ?, ?)"));
    for (const KnownMailbox &known : answers) {
        const QDateTime expires = after(now, known.mailbox.isNull() ? lifetimeOfNone : lifetime);
        const auto done = known.holds ? addition.run(connectorId, known.address, place, known.mailbox, known.id, expires)
                                      : removal.run(connectorId, known.address);
        if (!done)
            return done;
    }
    return {};
}

} // namespace tallybridge
