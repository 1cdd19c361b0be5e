#pragma once

#include "mapping/Directory.h"

#include <QHash>
#include <QStringList>

namespace tallybridge {

/// A directory of given mailboxes, each with its aliases; notes what it was asked.
class FakeDirectory : public Directory
{
public:
    /// The first address of each line is the mailbox, the others behind blanks are its aliases.
    explicit FakeDirectory(const QStringList &mailboxes = {})
    {
        for (const QString &line : mailboxes) {
            const QStringList addresses = line.split(u' ');
            for (const QString &address : addresses)
                m_mailboxes.insert(address, MailAddress::parse(addresses.front()).value());
        }
    }

    Result<MailAddress> findMailbox(const MailAddress &address) override
    {
        asked.append(address.text());
        if (unavailable)
            return Failure{FailureCode::DestinationUnavailable, {QStringLiteral("fake")}, {}, true};
        return takesEverything ? address : m_mailboxes.value(address.text());
    }

    QStringList asked;
    bool unavailable = false;
    bool takesEverything = false;

private:
    QHash<QString, MailAddress> m_mailboxes;
};

} // namespace tallybridge
