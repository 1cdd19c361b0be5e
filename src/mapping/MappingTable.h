#pragma once

#include "core/MailAddress.h"
#include "core/PhoneNumber.h"

#include <QDate>
#include <QHash>
#include <vector>

namespace tallybridge {

/// One line of the mapping: a number belongs to a mailbox from a day to a day, both inclusive, invalid = open.
struct MappingEntry {
    PhoneNumber number;
    MailAddress mailbox;
    QDate validFrom;
    QDate validUntil;
    int line = 0; ///< in the CSV, from 1

    bool covers(QDate day) const { return (!validFrom.isValid() || day >= validFrom) && (!validUntil.isValid() || day <= validUntil); }
    bool operator==(const MappingEntry &) const = default;
};

/// The custom mapping, looked up by number and UTC day. Read-only after it was filled; then any thread may look up.
class MappingTable
{
public:
    struct Lookup {
        MailAddress mailbox;    ///< null when nothing was found
        bool ambiguous = false; ///< two mailboxes for the number on that day
    };

    void add(MappingEntry entry);
    Lookup lookup(const PhoneNumber &number, QDate day) const;
    const std::vector<MappingEntry> &entries() const { return m_entries; }
    bool isEmpty() const { return m_entries.empty(); }

private:
    std::vector<MappingEntry> m_entries;
    QHash<QString, std::vector<size_t>> m_byNumber;
};

} // namespace tallybridge
